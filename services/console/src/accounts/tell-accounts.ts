import { accountChangedV1, type AccountChanged, type Department } from '@rotables/contracts';
import { appendEventRows, type NewEvent } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';

/** What the other services are told of an account (O3). */
export interface AccountToTell {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly cities: readonly string[] | null;
  readonly department: Department | null;
  readonly disabled: boolean;
}

export function accountChanged(told: AccountToTell, by: string, at: Date): NewEvent {
  const { account, name, roles, cities, department, disabled } = told;
  const body: AccountChanged = {
    account,
    name,
    roles: [...roles],
    cities: cities === null ? null : [...cities],
    department,
    state: disabled ? 'disabled' : 'active',
    changedBy: by,
    changedAt: at.toISOString(),
  };
  return { type: accountChangedV1.type, body };
}

/**
 * Tells of every account that nobody was told of: from before there was anybody to tell, or made at the terminal of the installation. One
 * statement takes them, so that of two replicas one tells. Inside a unit of work.
 */
export async function tellOfUntoldAccounts(at: Date): Promise<void> {
  const { rows } = await UnitOfWork.preparedQuery<AccountToTell>(
    'accounts-untold',
    `update account set version = 1 where version = 0 returning account, name, roles, cities, department, disabled`,
    [],
  );
  const { actor } = UnitOfWork.session();
  const { topic } = accountChangedV1;
  await appendEventRows(
    rows.map((row) => ({ topic, key: row.account, city: null, sequence: 1, ...accountChanged(row, actor, at) })),
  );
}
