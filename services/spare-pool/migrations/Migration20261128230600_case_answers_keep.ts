import { Migration } from '@mikro-orm/migrations';

/** What the case said to the proposal that a spare stays, and to which (S7). What was proposed before has no answer: it is declined and proposed anew. */
export class Migration20261128230600_case_answers_keep extends Migration {
  override name = 'Migration20261128230600_case_answers_keep';

  override up(): void | Promise<void> {
    this.addSql(`alter table "loan" add "keep_proposal" int null, add "keep_answer" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "loan" drop column "keep_proposal", drop column "keep_answer";`);
  }
}
