import { Migration } from '@mikro-orm/migrations';

/** What the case said to a refund (W3). One that was proposed before has no answer: it is rejected and proposed anew. */
export class Migration20261128231500_case_answers_refund extends Migration {
  override name = 'Migration20261128231500_case_answers_refund';

  override up(): void | Promise<void> {
    this.addSql(`alter table "refund" add "case_answer" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "refund" drop column "case_answer";`);
  }
}
