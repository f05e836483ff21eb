import { Injectable } from '@nestjs/common';
import { addMonths, laterOf } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { firstDayOf, periodOf } from '../../accounting-period/accounting-period.js';
import { ensureBalanced, type JournalEntry } from '../journal.js';
import { Journal } from '../journal.repository.js';

@Injectable()
export class SqlJournal extends Journal {
  override async write(entry: JournalEntry): Promise<void> {
    if (entry.postings.length === 0) return;
    ensureBalanced(entry);
    const period = await openPeriodFor(periodOf(entry.aboutOn));
    const bookedOn = laterOf(entry.aboutOn, firstDayOf(period));
    await UnitOfWork.preparedQuery(
      'journal-write',
      `with entry as (
         insert into journal_entry (document, description, city, about_on, booked_on, period, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7) returning entry_id
       ), line as (
         insert into posting (entry_id, account, city, amount_fen)
         select entry_id, account, $3, amount_fen from entry, unnest($8::text[], $9::bigint[]) as posted (account, amount_fen)
         returning account, amount_fen
       )
       insert into account_balance (account, city, balance_fen)
       select account, $3, amount_fen from line order by account
       on conflict (account, city) do update set balance_fen = account_balance.balance_fen + excluded.balance_fen`,
      [
        ...[entry.document, entry.description, entry.city, entry.aboutOn, bookedOn, period, UnitOfWork.session().actor],
        entry.postings.map(({ account }) => account),
        entry.postings.map(({ amountFen }) => amountFen),
      ],
    );
  }
}

/** The period itself, or the first after the last closed one; held open until the transaction ends. */
async function openPeriodFor(period: string): Promise<string> {
  const { rows } = await UnitOfWork.preparedQuery<{ period: string | null }>(
    'journal-last-closed',
    `select max(period) as period from accounting_period where state = 'closed'`,
    [],
  );
  const lastClosed = rows[0]?.period ?? '';
  const open = period > lastClosed ? period : periodOf(addMonths(firstDayOf(lastClosed), 1));
  // A close under way holds the row: when it has committed, the next period is asked for.
  return (await isHeldOpen(open)) ? open : openPeriodFor(open);
}

async function isHeldOpen(period: string): Promise<boolean> {
  await UnitOfWork.preparedQuery(
    'accounting-period-begin',
    `insert into accounting_period (period, state, version) values ($1, 'open', 0) on conflict do nothing`,
    [period],
  );
  const { rows } = await UnitOfWork.preparedQuery<{ state: string }>(
    'accounting-period-share',
    'select state from accounting_period where period = $1 for share',
    [period],
  );
  return rows[0]?.state === 'open';
}
