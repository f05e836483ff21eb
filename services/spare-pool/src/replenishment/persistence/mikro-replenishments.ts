import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { replenishmentOrderedV1 } from '@rotables/contracts';
import type { CityCode, Decision } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, nextNumberWithGaps, UnitOfWork } from '@rotables/persistence';
import { writeRow } from '../../aggregate-store.js';
import { numberedOn } from '../../business-time/stated-time.js';
import type { PoolEvent } from '../../pool-event.js';
import { ReplenishmentNotFound } from '../replenishment.errors.js';
import { Replenishments } from '../replenishment.repository.js';
import { notNettedOf } from '../replenishment.js';
import type { Replenishment } from '../replenishment.js';
import type { WrittenRequest } from '../written-request.js';
import { ReplenishmentAttachmentSchema, ReplenishmentSchema } from './replenishment.schema.js';

@Injectable()
export class MikroReplenishments extends Replenishments {
  async nextEarlyNumber(requestedAt: Date): Promise<string> {
    return numberedOn('RP', requestedAt, await nextNumberWithGaps('replenishment_number'));
  }

  async load(replenishmentNumber: string): Promise<Replenishment> {
    const notFound = () => new ReplenishmentNotFound(replenishmentNumber);
    return { ...(await lockRow(ReplenishmentSchema, { replenishmentNumber }, notFound)) };
  }

  async earlyNotNetted(city: CityCode): Promise<readonly Replenishment[]> {
    const rows = await UnitOfWork.current().find(
      ReplenishmentSchema,
      { city, early: true, state: { $in: ['ordered', 'filled', 'closed'] } },
      { orderBy: { replenishmentNumber: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    return rows.map((row) => ({ ...row })).filter((row) => notNettedOf(row) > 0);
  }

  async save({ state, events }: Decision<Replenishment, PoolEvent>): Promise<Replenishment> {
    const { replenishmentNumber, city } = state;
    const stream = { topic: replenishmentOrderedV1.topic, key: replenishmentNumber, city, version: state.version };
    const version = await appendEvents(stream, events);
    await writeRow(ReplenishmentSchema, { replenishmentNumber }, { ...state, version }, state.version === 0);
    return { ...state, version };
  }

  async attachedLately(requestedBy: string): Promise<number> {
    const turn = 'select pg_advisory_xact_lock(hashtextextended($1, 7302))';
    await UnitOfWork.preparedQuery('written-request-turn', turn, [requestedBy]);
    const { rows } = await UnitOfWork.preparedQuery<{ sent: string }>(
      'written-requests-lately',
      `select count(*) as sent from replenishment_attachment a join replenishment r using (replenishment_number)
       where r.requested_by = $1 and a.recorded_at > clock_timestamp() - interval '24 hours'`,
      [requestedBy],
    );
    return Number(rows[0]?.sent ?? 0);
  }

  async attach({ replenishmentNumber, city }: Replenishment, { name, content }: WrittenRequest): Promise<void> {
    await UnitOfWork.current().insert(ReplenishmentAttachmentSchema, { replenishmentNumber, city, name, content });
  }
}
