import { InvalidInput } from '@rotables/domain-kernel';

const identifierPattern = /^[a-z_][a-z0-9_]{0,62}$/;

/** A table's or column's name as it may stand in SQL. Throws {@link InvalidInput}. */
export function checkedIdentifier(value: string, field: string): string {
  if (identifierPattern.test(value)) return value;
  throw new InvalidInput(field, value, 'a snake_case name of at most 63 characters');
}

/** The condition under which a session sees and writes a row; the sub-select lets PostgreSQL read the setting once per statement. */
function cityCondition(column: string): string {
  const cities = `(select coalesce(current_setting('app.cities', true), ''))`;
  return `(${cities} = '*' or ${column} = any (string_to_array(${cities}, ',')))`;
}

/**
 * For a migration: rows of `table` are seen and written only by sessions of their city, or of all cities (X8), by the owner too.
 * A row whose city is null belongs to headquarters. A migration that changes such rows first sets `app.cities` to `*`.
 */
export function cityRowSecurity(table: string, column = 'city'): string {
  const name = checkedIdentifier(table, 'table');
  const condition = cityCondition(checkedIdentifier(column, 'column'));
  return (
    `alter table ${name} enable row level security; alter table ${name} force row level security; ` +
    `create policy ${name}_city on ${name} using (${condition}) with check (${condition});`
  );
}

/** What {@link citySecurity} adds to an entity definition. */
export interface CitySecurity {
  readonly rowLevelSecurity: 'force';
  readonly policies: [{ name: string; using: string; check: string }];
}

/**
 * The same for an entity definition (`defineEntity({ …, ...citySecurity('unit') })`), so that `migration:create` writes the policy
 * and the snapshot knows it.
 */
export function citySecurity(table: string, column = 'city'): CitySecurity {
  const condition = cityCondition(checkedIdentifier(column, 'column'));
  return {
    rowLevelSecurity: 'force',
    policies: [{ name: `${checkedIdentifier(table, 'table')}_city`, using: condition, check: condition }],
  };
}

/** For a migration: nobody but the owner may update, delete or truncate `table`; a ledger's rows stand for ever. */
export function appendOnly(table: string): string {
  return revokeFromAllButOwner(table, ['update', 'delete', 'truncate']);
}

/** For a migration: takes `privileges` on `table` from every role but its owner, whatever the roles are called here. */
export function revokeFromAllButOwner(
  table: string,
  privileges: readonly ('insert' | 'update' | 'delete' | 'truncate')[],
): string {
  const name = checkedIdentifier(table, 'table');
  return `do $revoke$
declare holder record;
begin
  for holder in
    select distinct grantee::text as name from information_schema.role_table_grants
    where table_schema = current_schema() and table_name = '${name}' and grantee <> current_user
  loop
    execute format('revoke ${privileges.join(', ')} on ${name} from %s',
      case when holder.name = 'PUBLIC' then 'public' else quote_ident(holder.name) end);
  end loop;
end
$revoke$;`;
}
