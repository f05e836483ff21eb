import { Injectable } from '@nestjs/common';
import { raw, type FilterQuery } from '@mikro-orm/postgresql';
import { InvalidInput, WallClock } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor, type CursorPage } from '@rotables/service-host';
import { AccountSchema, BrowserSessionSchema } from '../sign-in/sign-in.schema.js';
import { accountView, type Account, type AccountView, type Uses } from './account-views.js';

const sortable = ['account', 'name'] as const;

export interface AccountQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
  readonly role?: string | undefined;
  readonly city?: string | undefined;
  readonly name?: string | undefined;
  readonly state?: 'active' | 'disabled' | undefined;
}

/** The list of accounts. */
@Injectable()
export class AccountQueries {
  constructor(private readonly clock: WallClock) {}

  /** Throws InvalidInput for sort and cursor. */
  async list({
    limit,
    cursor,
    sort = 'account',
    role,
    city,
    name,
    state,
  }: AccountQuery): Promise<CursorPage<AccountView>> {
    const descending = sort.startsWith('-');
    const by = sortable.find((name) => name === sort.replace(/^-/, ''));
    if (by === undefined)
      throw new InvalidInput('sort', sort, `one of ${sortable.join(', ')}, with - before it for the other direction`);
    const after = decodeCursor(cursor, ['string', 'string']);
    const beyond = descending ? '$lt' : '$gt';
    const conditions: FilterQuery<Account>[] = [];
    if (role !== undefined) conditions.push({ [raw('roles @> ?::jsonb', [JSON.stringify([role])])]: [] });
    if (city !== undefined) {
      conditions.push({ [raw('(cities is null or cities @> ?::jsonb)', [JSON.stringify([city])])]: [] });
    }
    if (name !== undefined) {
      const isIn = (column: string): string => `position(lower(?) in lower(${column})) > 0`;
      conditions.push({ [raw(`(${isIn('name')} or ${isIn('account')})`, [name, name])]: [] });
    }
    if (state !== undefined) conditions.push({ disabled: state === 'disabled' });
    if (after)
      conditions.push({ $or: [{ [by]: { [beyond]: after[0] } }, { [by]: after[0], account: { [beyond]: after[1] } }] });
    const direction = descending ? 'desc' : 'asc';
    const found = await UnitOfWork.current().find(
      AccountSchema,
      { $and: conditions },
      { orderBy: [{ [by]: direction }, { account: direction }], limit: limit + 1 },
    );
    const uses = await usesOf(found.map(({ account }) => account));
    return cursorPage(
      found,
      limit,
      (account) => [account[by], account.account],
      (account) => accountView(account, uses, this.clock.now()),
    );
  }
}

/** Of the accounts named, inside a unit of work. */
export async function usesOf(accounts: readonly string[]): Promise<Uses> {
  const sessions = await UnitOfWork.current().find(BrowserSessionSchema, { account: { $in: [...accounts] } });
  const uses = new Map<string, Date[]>();
  for (const { account, lastUsedAt } of sessions) uses.set(account, [...(uses.get(account) ?? []), lastUsedAt]);
  return uses;
}
