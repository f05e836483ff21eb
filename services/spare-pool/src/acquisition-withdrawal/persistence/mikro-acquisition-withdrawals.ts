import { Injectable } from '@nestjs/common';
import { acquisitionWithdrawnV1 } from '@rotables/contracts';
import { serialKey, type Serial } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, nextNumberWithGaps, UnitOfWork } from '@rotables/persistence';
import { refusingDuplicates, writeRow } from '../../aggregate-store.js';
import { numberedOn } from '../../business-time/stated-time.js';
import { AcquisitionWithdrawalIsOpen, AcquisitionWithdrawalNotFound } from '../acquisition-withdrawal.errors.js';
import type { Acquisition, AcquisitionWithdrawal, WithdrawalDecision } from '../acquisition-withdrawal.js';
import { AcquisitionWithdrawals } from '../acquisition-withdrawal.repository.js';
import { AcquisitionWithdrawalSchema } from './acquisition-withdrawal.schema.js';

@Injectable()
export class MikroAcquisitionWithdrawals extends AcquisitionWithdrawals {
  async nextNumber(at: Date): Promise<string> {
    return numberedOn('AW', at, await nextNumberWithGaps('acquisition_withdrawal_number'));
  }

  async load(withdrawalNumber: string): Promise<AcquisitionWithdrawal> {
    const missing = () => new AcquisitionWithdrawalNotFound(withdrawalNumber);
    return { ...(await lockRow(AcquisitionWithdrawalSchema, { withdrawalNumber }, missing)) };
  }

  async save({ state, events }: WithdrawalDecision): Promise<AcquisitionWithdrawal> {
    const { withdrawalNumber: key, city, serial, version: before } = state;
    const version = await appendEvents({ topic: acquisitionWithdrawnV1.topic, key, city, version: before }, events);
    await refusingDuplicates(
      () => writeRow(AcquisitionWithdrawalSchema, { withdrawalNumber: key }, { ...state, version }, before === 0),
      () => new AcquisitionWithdrawalIsOpen(serial),
    );
    return { ...state, version };
  }

  async acquisitionOf(serial: Serial): Promise<Acquisition | null> {
    const { rows } = await UnitOfWork.preparedQuery<{ acquired_by: string; is_untouched: boolean }>(
      'acquisition-of-unit',
      `select recorded_by as acquired_by, sequence = (select version from spare_unit where serial = $1) as is_untouched
       from movement where serial = $1 and kind = 'acquired' order by sequence desc limit 1`,
      [serial],
    );
    return rows[0] ? { acquiredBy: rows[0].acquired_by, isUntouched: rows[0].is_untouched } : null;
  }

  async untouchedAmong(serials: readonly string[]): Promise<readonly Serial[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ serial: Serial }>(
      'acquisition-untouched-among',
      `select unit.serial from spare_unit unit join movement acquired on (acquired.serial, acquired.sequence) = (unit.serial, unit.version)
       where unit.serial_key = any ($1::text[]) and unit.owner = 'company' and unit.place_kind = 'site' and acquired.kind = 'acquired'
       order by unit.serial for update of unit`,
      [serials.map(serialKey)],
    );
    return rows.map(({ serial }) => serial);
  }
}
