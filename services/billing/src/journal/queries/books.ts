import { Injectable } from '@nestjs/common';
import { InvalidInput } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Fen } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor, type CursorPage } from '@rotables/service-host';

export interface WrittenPosting {
  readonly account: string;
  readonly amountFen: Fen;
}

export interface WrittenEntry {
  readonly entryId: number;
  readonly document: string;
  readonly description: string;
  readonly city: string;
  readonly aboutOn: string;
  readonly bookedOn: string;
  readonly period: string;
  readonly recordedBy: string;
  readonly postings: readonly WrittenPosting[];
}

export interface EntryFilter {
  readonly city?: CityCode | undefined;
  readonly period?: string | undefined;
  readonly document?: string | undefined;
  readonly account?: string | undefined;
}

export interface AccountLine {
  readonly account: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
  readonly balanceFen: bigint;
}

export interface AccountBalance {
  readonly account: string;
  readonly city: string;
  readonly balanceFen: bigint;
}

interface EntryRow {
  readonly entry_id: string;
  readonly document: string;
  readonly description: string;
  readonly city: string;
  readonly about_on: string;
  readonly booked_on: string;
  readonly period: string;
  readonly recorded_by: string;
  readonly postings: readonly WrittenPosting[];
}

const entries = `
  select entry_id, document, description, city, about_on, booked_on, period, recorded_by, (
    select jsonb_agg(jsonb_build_object('account', account, 'amountFen', amount_fen) order by amount_fen desc, account)
    from posting where posting.entry_id = journal_entry.entry_id) as postings
  from journal_entry
  where entry_id > $1
    and ($2::text is null or city = $2)
    and ($3::text is null or period = $3)
    and ($4::text is null or document = $4)
    and ($5::text is null or exists (select from posting where posting.entry_id = journal_entry.entry_id and account = $5))
  order by entry_id
  limit $6`;

const trialBalance = `
  select account,
    coalesce(sum(amount_fen) filter (where amount_fen > 0), 0) as debit_fen,
    coalesce(-sum(amount_fen) filter (where amount_fen < 0), 0) as credit_fen,
    sum(amount_fen) as balance_fen
  from posting join journal_entry using (entry_id)
  where booked_on <= $1
  group by account
  order by account`;

/** Queries: the journal and its accounts, of the cities that the caller sees. */
@Injectable()
export class Books {
  /** In the order of writing. */
  async entries(
    filter: EntryFilter,
    page: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<CursorPage<WrittenEntry>> {
    const [after] = decodeCursor(page.cursor, ['number']) ?? [0];
    if (!Number.isSafeInteger(after))
      throw new InvalidInput('cursor', page.cursor, 'the nextCursor of an earlier page, or left out');
    const { city = null, period = null, document = null, account = null } = filter;
    const parameters = [after, city, period, document, account, page.limit + 1];
    const { rows } = await UnitOfWork.preparedQuery<EntryRow & Record<string, unknown>>(
      'books-entries',
      entries,
      parameters,
    );
    return cursorPage<EntryRow, WrittenEntry>(rows, page.limit, ({ entry_id }) => [Number(entry_id)], entryOf);
  }

  /** Debits, credits and balance of every account by the entries booked up to that day. */
  async trialBalance(asOf: BusinessDate): Promise<readonly AccountLine[]> {
    const { rows } = await UnitOfWork.preparedQuery<{
      account: string;
      debit_fen: string;
      credit_fen: string;
      balance_fen: string;
    }>('books-trial-balance', trialBalance, [asOf]);
    return rows.map(({ account, debit_fen, credit_fen, balance_fen }) => ({
      account,
      debitFen: BigInt(debit_fen),
      creditFen: BigInt(credit_fen),
      balanceFen: BigInt(balance_fen),
    }));
  }

  /** The running balances, as kept beside the postings. */
  async balances(city: CityCode | undefined): Promise<readonly AccountBalance[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ account: string; city: string; balance_fen: string }>(
      'books-balances',
      'select account, city, balance_fen from account_balance where $1::text is null or city = $1 order by account, city',
      [city ?? null],
    );
    return rows.map((row) => ({ account: row.account, city: row.city, balanceFen: BigInt(row.balance_fen) }));
  }
}

function entryOf(row: EntryRow): WrittenEntry {
  const { document, description, city, period, postings } = row;
  return {
    ...{ entryId: Number(row.entry_id), document, description, city },
    ...{ aboutOn: row.about_on, bookedOn: row.booked_on, period, recordedBy: row.recorded_by, postings },
  };
}
