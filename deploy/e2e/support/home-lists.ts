import { join } from 'node:path';
import type { Role } from '@rotables/domain-kernel';
import type { ServiceName } from '../../replay/api.js';

/** One question that the home page of a role asks. */
export interface HomeQuestion {
  /** The key of its title: `waiting.toApprove`. */
  readonly title: string;
  readonly service: ServiceName;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** As the web client has it; it is built by other rules than ours, so that its types are said here once more. */
interface WaitingModule {
  readonly waitingFor: Readonly<
    Record<
      Role,
      readonly { readonly title: string; readonly list: string; query(today: string, account: string): Query }[]
    >
  >;
}
interface ListKind {
  readonly name: string;
  readonly service: ServiceName;
  readonly path: string;
  readonly query?: (filters: Query, today: string) => Query;
}

const work = join(import.meta.dirname, '..', '..', '..', 'services', 'console', 'web', 'src', 'work');

/** What the home page of somebody of the role asks the four services on that day, from the web client's own tables. */
export async function homeQuestionsOf(role: Role, account: string, today: string): Promise<readonly HomeQuestion[]> {
  const { waitingFor } = (await import(join(work, 'waiting'))) as WaitingModule;
  const { serviceLists } = (await import(join(work, 'lists', 'service'))) as { serviceLists: readonly ListKind[] };
  const { stockLists } = (await import(join(work, 'lists', 'stock'))) as { stockLists: readonly ListKind[] };
  const { moneyLists } = (await import(join(work, 'lists', 'money'))) as { moneyLists: readonly ListKind[] };
  const lists = [...serviceLists, ...stockLists, ...moneyLists];
  return waitingFor[role].flatMap((item) => {
    const list = lists.find(({ name }) => name === item.list);
    if (list === undefined) return [];
    const filters = item.query(today, account);
    const asked = Object.entries(list.query?.(filters, today) ?? filters);
    const query = Object.fromEntries(
      asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
    );
    return [{ title: item.title, service: list.service, path: list.path, query }];
  });
}
