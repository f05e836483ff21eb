import { Injectable } from '@nestjs/common';
import type { BusinessDate, Serial } from '@rotables/domain-kernel';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { ofSerial } from '../../storage/persistence/of-serial.js';
import { UnitNotKnownYet } from '../covered-unit.errors.js';
import type { CoverageTold, CoveredUnit } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';
import { CoveredUnitSchema } from './covered-unit.schema.js';

@Injectable()
export class SqlCoveredUnits extends CoveredUnits {
  override async find(serial: Serial): Promise<CoveredUnit | undefined> {
    const row = await UnitOfWork.current().findOne(CoveredUnitSchema, ofSerial(serial), { disableIdentityMap: true });
    return row ? { ...row } : undefined;
  }

  override async load(serial: Serial): Promise<CoveredUnit> {
    return { ...(await lockRow(CoveredUnitSchema, ofSerial(serial), () => new UnitNotKnownYet(serial))) };
  }

  override async covered(units: readonly CoverageTold[]): Promise<void> {
    // Of a serial that is there twice the later counts, and one statement may write a row once only.
    const latest = [...new Map(units.map((unit) => [unit.serial, unit])).values()];
    await UnitOfWork.preparedQuery(
      'covered-unit-upsert',
      `insert into covered_unit_projection (serial, model, city, customer_name, plan_kind, fee_paid_until_on, covered)
       select serial, model, city, customer_name, plan_kind, fee_paid_until_on, true
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[])
         as unit (serial, model, city, customer_name, plan_kind, fee_paid_until_on)
       on conflict (serial) do update set model = excluded.model, city = excluded.city, customer_name = excluded.customer_name,
         plan_kind = excluded.plan_kind, fee_paid_until_on = excluded.fee_paid_until_on, covered = true, refund_number = null`,
      [
        latest.map(({ serial }) => serial),
        latest.map(({ model }) => model),
        latest.map(({ city }) => city),
        latest.map(({ customerName }) => customerName),
        latest.map(({ planKind }) => planKind),
        latest.map(({ feePaidUntilOn }) => feePaidUntilOn),
      ],
    );
  }

  override async ended(serial: Serial): Promise<void> {
    await UnitOfWork.current().nativeUpdate(CoveredUnitSchema, ofSerial(serial), { covered: false });
  }

  override async feeRecorded(serial: Serial, paidUntilOn: BusinessDate): Promise<void> {
    await UnitOfWork.current().nativeUpdate(CoveredUnitSchema, ofSerial(serial), { feePaidUntilOn: paidUntilOn });
  }

  override async refunded(serial: Serial, refundNumber: string): Promise<void> {
    await UnitOfWork.current().nativeUpdate(CoveredUnitSchema, ofSerial(serial), { refundNumber });
  }
}
