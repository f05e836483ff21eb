import { laterOf } from '@rotables/domain-kernel';
import type { StatementPart } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { firstDayOf } from '../../accounting-period/accounting-period.js';
import { ensureBalanced, type JournalEntry } from '../journal.js';

/**
 * The entry, its postings and the balances that they move, as common table expressions of a statement; `period` is held open. Parameters are
 * numbered from `firstParameter`. An entry without postings is none. Throws UnbalancedEntry.
 */
export function journalInsertion(entry: JournalEntry, period: string, firstParameter: number): StatementPart {
  ensureBalanced(entry);
  const { document, description, city, aboutOn, postings } = entry;
  const $ = (place: number): string => `$${firstParameter + place}`;
  return {
    sql: `journal as (
         insert into journal_entry (document, description, city, about_on, booked_on, period, recorded_by)
         select ${$(0)}, ${$(1)}, ${$(2)}, ${$(3)}, ${$(4)}, ${$(5)}, ${$(6)} returning entry_id
       ), journal_line as (
         insert into posting (entry_id, account, city, amount_fen)
         select entry_id, account, ${$(2)}, amount_fen from journal, unnest(${$(7)}::text[], ${$(8)}::bigint[]) as posted (account, amount_fen)
         returning account, amount_fen
       ), journal_balance as (
         insert into account_balance (account, city, balance_fen)
         select account, ${$(2)}, amount_fen from journal_line order by account
         on conflict (account, city) do update set balance_fen = account_balance.balance_fen + excluded.balance_fen
       )`,
    values: [
      document,
      description,
      city,
      aboutOn,
      laterOf(aboutOn, firstDayOf(period)),
      period,
      UnitOfWork.session().actor,
      postings.map(({ account }) => account),
      postings.map(({ amountFen }) => amountFen),
    ],
  };
}
