import { Injectable } from '@nestjs/common';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { instantFrom } from '../../database-instant.js';
import { DefectiveReturns } from '../replenishment.repository.js';
import type { OwedUnits } from '../replenishment.js';
import type { ReceivedDefective, ReplacedDefective } from '../replenishment.repository.js';

const owedBefore = `city = $1 and made_up_by is null and received_at < $2 and replaced_at < $2 and returned_at is null`;

@Injectable()
export class SqlDefectiveReturns extends DefectiveReturns {
  async noteReceived({ faultNumber, serial, city, model, receivedAt }: ReceivedDefective): Promise<void> {
    await UnitOfWork.preparedQuery(
      'defective-return-received',
      `insert into defective_return (fault_number, serial, city, model, received_at) values ($1, $2, $3, $4, $5)
       on conflict (fault_number, serial) do update set received_at = coalesce(defective_return.received_at, excluded.received_at),
         model = coalesce(defective_return.model, excluded.model)`,
      [faultNumber, serial, city, model, receivedAt],
    );
  }

  async noteReplaced({ faultNumber, serial, city, replacedAt }: ReplacedDefective): Promise<void> {
    await UnitOfWork.preparedQuery(
      'defective-return-replaced',
      `insert into defective_return (fault_number, serial, city, replaced_at) values ($1, $2, $3, $4)
       on conflict (fault_number, serial) do update set city = excluded.city,
         replaced_at = coalesce(defective_return.replaced_at, excluded.replaced_at)`,
      [faultNumber, serial, city, replacedAt],
    );
  }

  async receivedAt(faultNumber: string, serial: Serial): Promise<Date | null> {
    const { rows } = await UnitOfWork.preparedQuery<{ received_at: string | null }>(
      'defective-return-received-at',
      'select received_at from defective_return where fault_number = $1 and serial = $2',
      [faultNumber, serial],
    );
    const at = rows[0]?.received_at;
    return at ? instantFrom(at) : null;
  }

  async noteWentBack(faultNumber: string, serial: Serial, wentBackAt: Date): Promise<void> {
    await UnitOfWork.preparedQuery(
      'defective-return-went-back',
      `update defective_return set returned_at = coalesce(returned_at, $3) where fault_number = $1 and serial = $2`,
      [faultNumber, serial, wentBackAt],
    );
  }

  async owed(city: CityCode, before: Date): Promise<readonly OwedUnits[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ model: string | null; units: string }>(
      'defective-return-owed',
      `select model, count(*) as units from defective_return where ${owedBefore} group by model order by model nulls last`,
      [city, before],
    );
    return rows.map(({ model, units }) => ({ model, units: Number(units) }));
  }

  async makeUp(city: CityCode, before: Date, { model, units }: OwedUnits, document: string): Promise<void> {
    await UnitOfWork.preparedQuery(
      'defective-return-make-up',
      `update defective_return set made_up_by = $4 where (fault_number, serial) in (
         select fault_number, serial from defective_return where ${owedBefore} and model is not distinct from $5
         order by greatest(received_at, replaced_at), fault_number, serial limit $3)`,
      [city, before, units, document, model],
    );
  }

  async reopen(document: string, units: number): Promise<void> {
    await UnitOfWork.preparedQuery(
      'defective-return-reopen',
      `update defective_return set made_up_by = null where (fault_number, serial) in (
         select fault_number, serial from defective_return where made_up_by = $1
         order by greatest(received_at, replaced_at) desc, fault_number desc, serial desc limit $2)`,
      [document, units],
    );
  }
}
