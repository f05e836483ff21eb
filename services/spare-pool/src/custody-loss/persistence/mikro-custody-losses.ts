import { Injectable } from '@nestjs/common';
import { LockMode, raw } from '@mikro-orm/postgresql';
import { spareUnitLostV1 } from '@rotables/contracts';
import { serialKey, type Decision, type Serial } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { nextNumberWithGaps, UnitOfWork } from '@rotables/persistence';
import { writeRow } from '../../aggregate-store.js';
import { numberedOn } from '../../business-time/stated-time.js';
import type { PoolEvent } from '../../pool-event.js';
import { CustodyLosses } from '../custody-loss.repository.js';
import type { CustodyLoss } from '../custody-loss.js';
import { CustodyLossSchema } from './custody-loss.schema.js';

@Injectable()
export class MikroCustodyLosses extends CustodyLosses {
  async nextNumber(lostAt: Date): Promise<string> {
    return numberedOn('LS', lostAt, await nextNumberWithGaps('custody_loss_number'));
  }

  async findOpen(serial: Serial): Promise<CustodyLoss | null> {
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
    const row = await UnitOfWork.current().findOne(
      CustodyLossSchema,
      { [raw('serial_key')]: serialKey(serial), state: 'lost' },
      options,
    );
    return row ? { ...row } : null;
  }

  async save({ state, events }: Decision<CustodyLoss, PoolEvent>): Promise<CustodyLoss> {
    const { lossNumber, city } = state;
    const version = await appendEvents(
      { topic: spareUnitLostV1.topic, key: lossNumber, city, version: state.version },
      events,
    );
    await writeRow(CustodyLossSchema, { lossNumber }, { ...state, version }, state.version === 0);
    return { ...state, version };
  }
}
