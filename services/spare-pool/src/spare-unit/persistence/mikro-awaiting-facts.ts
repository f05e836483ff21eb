import { Injectable } from '@nestjs/common';
import { raw } from '@mikro-orm/postgresql';
import { serialKey, type Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { AwaitingFacts } from '../awaiting-facts.js';
import type { AwaitingFact } from '../awaiting-facts.js';
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
      { [raw('serial_key')]: serialKey(serial), setAside: false },
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

  async remove(id: number): Promise<void> {
    await UnitOfWork.current().nativeDelete(AwaitingFactSchema, { id });
  }

  async lastQuarantineOf(serial: Serial): Promise<string | null> {
    const where = { serial, placeKind: 'quarantine' as const };
    const last = await UnitOfWork.current().findOne(MovementSchema, where, { orderBy: { sequence: 'desc' } });
    return last?.placeId ?? null;
  }
}
