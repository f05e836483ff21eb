import { Migration } from '@mikro-orm/migrations';

/** What a sentence of the timeline names, so that a reader of another language can be told the same. */
export class Migration20261125120000_timeline_facts extends Migration {
  override up(): void {
    this.addSql(`alter table case_timeline add column facts jsonb not null default '{}'`);
  }
}
