import { Migration } from '@mikro-orm/migrations';
import { appendOnly } from '@rotables/persistence';

/** What the entities cannot say: foreign keys, ledgers that only grow, entries that balance, periods that stay closed. */
export class Migration20261123085400_guards_of_the_books extends Migration {
  override name = 'Migration20261123085400_guards_of_the_books';

  override up(): void {
    this.foreignKeys();
    this.entriesBalance();
    this.closedPeriodsTakeNoEntry();
    for (const ledger of [
      'fee',
      'city_grade',
      'receipt',
      'handover_receipt',
      'journal_entry',
      'posting',
      'carried_forward',
      'found_unit_projection',
    ]) {
      this.addSql(appendOnly(ledger));
    }
  }

  private foreignKeys(): void {
    this.addSql('alter table fee add foreign key (fee_code) references fee_schedule');
    this.addSql('alter table city_grade add foreign key (city) references graded_city');
    this.addSql('alter table quote add foreign key (fault_number) references case_projection');
    this.addSql('alter table refund add foreign key (fault_number) references case_projection');
    this.addSql('alter table receipt add foreign key (charge_number) references charge');
    this.addSql('alter table handover_receipt add foreign key (receipt_number) references receipt');
    this.addSql('alter table handover_receipt add foreign key (handover_number) references handover');
    this.addSql('alter table journal_entry add foreign key (period) references accounting_period');
    this.addSql('alter table posting add foreign key (entry_id) references journal_entry');
    this.addSql('alter table carried_forward add foreign key (period) references accounting_period');
  }

  /** Looked at when the transaction commits, for an entry balances only when all of its postings are there (B8, X2). */
  private entriesBalance(): void {
    this.addSql(`create function posting_balances() returns trigger language plpgsql as $function$
declare
  total bigint;
begin
  select sum(amount_fen) into total from posting where entry_id = new.entry_id;
  if total <> 0 then
    raise exception 'journal entry % is out of balance by % fen', new.entry_id, total using errcode = 'check_violation';
  end if;
  return null;
end
$function$`);
    this.addSql(`create constraint trigger posting_balances after insert or update on posting
      deferrable initially deferred for each row execute function posting_balances()`);
  }

  /** B5: behind the lock that an entry takes on its period stands this, whoever writes it. */
  private closedPeriodsTakeNoEntry(): void {
    this.addSql(`create function journal_entry_in_open_period() returns trigger language plpgsql as $function$
begin
  if exists (select from accounting_period where period = new.period and state = 'closed') then
    raise exception 'accounting period % is closed and takes no entry', new.period using errcode = 'check_violation';
  end if;
  return new;
end
$function$`);
    this.addSql(`create trigger journal_entry_in_open_period before insert or update on journal_entry
      for each row execute function journal_entry_in_open_period()`);
  }
}
