import { Injectable } from '@nestjs/common';
import { LockMode, raw } from '@mikro-orm/postgresql';
import { unitFactSettledV1 } from '@rotables/contracts';
import { serialKey, type Decision, type Serial } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import type { PoolEvent } from '../../pool-event.js';
import { AwaitingFacts } from '../awaiting-facts.js';
import type { AwaitingFact } from '../awaiting-facts.js';
import type { FactException } from '../fact-exception.js';
import { factLanes } from '../unit-fact.js';
import type { UnitFact } from '../unit-fact.js';
import { AwaitingFactSchema, MovementSchema } from './spare-unit.schema.js';

@Injectable()
export class MikroAwaitingFacts extends AwaitingFacts {
  async takeTurn(serial: Serial): Promise<void> {
    await UnitOfWork.preparedQuery('unit-turn', 'select pg_advisory_xact_lock(hashtextextended($1, 7302))', [
      serialKey(serial),
    ]);
  }

  async of(serial: Serial): Promise<readonly AwaitingFact[]> {
    const rows = await UnitOfWork.current().find(
      AwaitingFactSchema,
      { [raw('serial_key')]: serialKey(serial), setAside: false, settledAt: null },
      { orderBy: { id: 'asc' }, refresh: true },
    );
    return rows.map(({ id, kind, serial: told, model, city, site, document, repaired, at }) => ({
      id,
      fact: { kind, serial: told, model, city, site, document, repaired, at },
    }));
  }

  async add(fact: UnitFact): Promise<void> {
    await this.insert(fact, false);
  }

  async setAside(fact: UnitFact): Promise<void> {
    await this.insert(fact, true);
  }

  private async insert({ kind, serial, model, city, site, document, repaired, at }: UnitFact, setAside: boolean) {
    const row = { kind, serial, model, city, site, document, repaired, at, lane: factLanes[kind], setAside };
    await UnitOfWork.current().insert(AwaitingFactSchema, row);
  }

  async find(id: number): Promise<FactException | null> {
    const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const row = await UnitOfWork.current().findOne(AwaitingFactSchema, { id }, locked);
    if (!row) return null;
    const { serial, city, kind, document, setAside, settledBy, settledAt, settlement, version } = row;
    const waitsLong = await this.waitsLong(id);
    return { id, serial, city, kind, document, setAside, waitsLong, settledBy, settledAt, settlement, version };
  }

  /** By the clock that recorded it: an installation may play another time. */
  private async waitsLong(id: number): Promise<boolean> {
    const { rowCount } = await UnitOfWork.preparedQuery(
      'awaiting-fact-waits-long',
      `select from awaiting_fact where id = $1 and recorded_at < clock_timestamp() - interval '1 hour'`,
      [id],
    );
    return rowCount > 0;
  }

  async settle({ state, events }: Decision<FactException, PoolEvent>): Promise<FactException> {
    const { id, city, settledBy, settledAt, settlement } = state;
    const source = { topic: unitFactSettledV1.topic, key: String(id), city, version: state.version };
    const version = await appendEvents(source, events);
    const settled = { settledBy, settledAt, settlement, version };
    await UnitOfWork.current().nativeUpdate(AwaitingFactSchema, { id }, settled);
    return { ...state, version };
  }

  async remove(id: number): Promise<void> {
    await UnitOfWork.current().nativeDelete(AwaitingFactSchema, { id });
  }

  async lastQuarantineOf(serial: Serial): Promise<string | null> {
    const where = { serial, placeKind: 'quarantine' as const };
    const last = await UnitOfWork.current().findOne(MovementSchema, where, { orderBy: { sequence: 'desc' } });
    return last?.placeId ?? null;
  }
}
