import { Migration } from '@mikro-orm/migrations';
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { DomainError, parseActorId, parseCityCode } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { appendOnly, cityRowSecurity, sequenceWithGaps } from '../src/index.js';

/** A small service's schema for the specs: shelves that belong to cities, and an append-only record of what was put on them. */
export const ShelfSchema = defineEntity({
  name: 'Shelf',
  properties: { id: p.string().primary(), city: p.string(), units: p.integer() },
});

class Ledger extends Migration {
  override up(): void {
    this.addSql(`create table shelf (id text primary key, city text not null, units int not null check (units >= 0))`);
    this.addSql(cityRowSecurity('shelf'));
    this.addSql(
      `create table movement (id bigint generated always as identity primary key, shelf text not null, units int not null)`,
    );
    this.addSql(appendOnly('movement'));
    this.addSql(sequenceWithGaps('case_number'));
  }
}

export const ledgerMigrations: MigrationObject[] = [{ name: 'ledger-0001', class: Ledger }];

export class ShelfNotFound extends DomainError {
  readonly code = 'shelf-not-found';
  readonly kind = 'not-found';
}

export function sessionOf(actor: string, cities: readonly string[] | 'all' = 'all'): Session {
  return {
    actor: parseActorId(actor),
    name: actor,
    roles: ['warehouse'],
    cities: cities === 'all' ? 'all' : cities.map((city) => parseCityCode(city)),
  };
}

/** Something that one side waits for and the other does. */
export function signal(): { readonly promise: Promise<undefined>; readonly done: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { promise, done: () => resolve(undefined) };
}
