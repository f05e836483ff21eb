import { defineEntity, p } from '@mikro-orm/postgresql';
import { citySecurity } from '@rotables/persistence';
import { columns } from '../../storage/persistence/columns.js';

/** Entries of the journal; append-only. */
export const JournalEntrySchema = defineEntity({
  name: 'JournalEntry',
  tableName: 'journal_entry',
  properties: {
    entryId: p.bigint('number').primary().autoincrement(),
    document: p.text(),
    description: p.text(),
    city: columns.city,
    /** The business day that it is about. */
    aboutOn: columns.day,
    /** The day under which it stands in the books: aboutOn, or the first day of the open period when that of aboutOn is closed. */
    bookedOn: columns.day,
    period: p.text(),
    recordedBy: p.text(),
    recordedAt: columns.instant.defaultRaw('clock_timestamp()'),
  },
  indexes: [
    { name: 'journal_entry_document', properties: ['document'] },
    { name: 'journal_entry_booked_on', properties: ['bookedOn', 'entryId'] },
    { name: 'journal_entry_period', properties: ['period'] },
  ],
  ...citySecurity('journal_entry'),
});

/** Postings of the entries, debit above zero; append-only, and those of an entry come to zero. */
export const PostingSchema = defineEntity({
  name: 'Posting',
  tableName: 'posting',
  properties: {
    entryId: p.bigint('number').primary(),
    account: p.text().primary(),
    city: columns.city,
    amountFen: columns.fen,
  },
  indexes: [{ name: 'posting_account', properties: ['account'] }],
  checks: [{ name: 'posting_amount_fen', expression: 'amount_fen <> 0' }],
  ...citySecurity('posting'),
});

/** The sum of an account's postings per city; moves in the statement that writes them. */
export const AccountBalanceSchema = defineEntity({
  name: 'AccountBalance',
  tableName: 'account_balance',
  properties: { account: p.text().primary(), city: columns.city.primary(), balanceFen: columns.fen },
  ...citySecurity('account_balance'),
});
