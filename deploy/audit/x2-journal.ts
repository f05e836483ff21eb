import { Finder, type Findings } from './report.js';
import type { Books } from './snapshot.js';

interface SumRow {
  readonly subject: string;
  readonly one_side: string;
  readonly other_side: string;
}

const sql = `
  select 'entry ' || e.entry_id || ' for ' || e.document as subject,
    'its ' || count(p.entry_id) || ' postings come to ' || coalesce(sum(p.amount_fen), 0) || ' fen' as one_side,
    'an entry has postings that come to 0' as other_side
  from journal_entry e left join posting p using (entry_id)
  group by e.entry_id, e.document having coalesce(sum(p.amount_fen), 1) <> 0
  union all
  select 'account ' || coalesce(b.account, f.account) || ' of ' || coalesce(b.city, f.city),
    'its balance is ' || coalesce(b.balance_fen::text, 'missing'), 'its postings come to ' || coalesce(f.sum_fen::text, 'nothing')
  from account_balance b
  full join (select account, city, sum(amount_fen) as sum_fen from posting group by account, city) f using (account, city)
  where coalesce(b.balance_fen, 0) <> coalesce(f.sum_fen, 0)
  union all
  select 'charge ' || c.charge_number, 'it says that ' || c.paid_fen || ' fen are paid',
    'its receipts come to ' || coalesce(sum(r.amount_fen), 0)
  from charge c left join receipt r using (charge_number)
  group by c.charge_number, c.paid_fen having c.paid_fen <> coalesce(sum(r.amount_fen), 0)`;

/** X2: every journal entry sums to zero; balances, and what a charge says is paid, are the fold of what was written. */
export async function auditJournal({ billing }: Books): Promise<Findings> {
  const finder = new Finder('X2');
  const [counted] = await billing.all<{ entries: number }>('select count(*)::integer as entries from journal_entry');
  finder.checked = counted?.entries ?? 0;
  for await (const { subject, one_side: oneSide, other_side: otherSide } of billing.stream<SumRow>(sql)) {
    finder.violation(subject, oneSide, otherSide);
  }
  return finder.findings;
}
