import { Migration } from '@mikro-orm/migrations';
import { appendOnly, revokeFromAllButOwner, sequenceWithGaps } from '@rotables/persistence';

/** What entities cannot say: what nobody may ever change, running numbers, and the policy that holds from the beginning (S1). */
export class Migration20261123090500_guards extends Migration {
  override name = 'Migration20261123090500_guards';

  override up(): void {
    for (const sequence of sequences) this.addSql(sequenceWithGaps(sequence));
    this.addSql(appendOnly('movement'));
    this.addSql(appendOnly('allocation_policy'));
    for (const table of neverDeleted) this.addSql(revokeFromAllButOwner(table, ['delete', 'truncate']));
    this.addSql(closedStatementsStay);
    this.addSql(`insert into allocation_policy (effective_on, ratio_basis_points, cap, rounding, set_by)
      values ('1970-01-01', 200, 100, 'ceil', 'system:migration')`);
  }
}

const sequences = [
  'spare_application_number',
  'shipment_number',
  'loan_number',
  'shortage_number',
  'custody_loss_number',
  'replenishment_number',
];

const neverDeleted = [
  'spare_unit',
  'spare_application',
  'shipment',
  'shipment_line',
  'shipment_discrepancy',
  'loan',
  'shortage',
  'custody_loss',
  'replenishment',
  'replenishment_attachment',
  'reconciliation',
  'reconciliation_line',
  'site_custody',
  'defective_return',
];

/** A closed statement is never changed (S5), whoever asks. */
const closedStatementsStay = `
create function refuse_change_of_closed_statement() returns trigger language plpgsql as $function$
begin
  if tg_table_name = 'reconciliation' then
    if old.state = 'closed' then
      raise exception 'Statement % is closed and never changed; a correction is an entry of the open month.', old.statement_number
        using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
  end if;
  if exists (select from reconciliation
      where statement_number = coalesce(new.statement_number, old.statement_number) and state = 'closed') then
    raise exception 'A line of statement % was to be changed, which is closed.', coalesce(new.statement_number, old.statement_number)
      using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$function$;
create trigger reconciliation_closed_stays before update or delete on reconciliation
  for each row execute function refuse_change_of_closed_statement();
create trigger reconciliation_line_closed_stays before insert or update or delete on reconciliation_line
  for each row execute function refuse_change_of_closed_statement();`;
