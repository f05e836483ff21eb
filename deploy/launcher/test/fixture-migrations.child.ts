/** The table of the fixture services, made before they start. */
import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';

class Starts extends Migration {
  override up(): void {
    this.addSql('create table start (id bigint generated always as identity)');
  }
}

export const migrations: readonly MigrationObject[] = [{ name: 'fixture-0001-start', class: Starts }];
