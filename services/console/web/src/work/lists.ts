import type { ListKind } from './list';
import { moneyLists } from './lists/money';
import { organisationLists } from './lists/organisation';
import { serviceLists } from './lists/service';
import { stockLists } from './lists/stock';

export const lists: readonly ListKind[] = [...serviceLists, ...stockLists, ...moneyLists, ...organisationLists];

export function listNamed(name: string): ListKind {
  const found = lists.find((list) => list.name === name);
  if (found === undefined) throw new Error(`There is no list ${name}.`);
  return found;
}
