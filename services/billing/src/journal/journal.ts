import { negateFen, noFen, subtractFen, sumFen } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Fen } from '@rotables/domain-kernel';
import { openFen, type Charge, type ChargeReason } from '../charge/charge.js';
import type { Clearance, Handover } from '../handover/handover.js';
import type { PaymentMethod, Receipt } from '../receipt/receipt.js';
import type { Refund } from '../refund/refund.js';

/** The chart of accounts (B8). Accounts that a branch answers for are kept per city: `receivable:DL`. */
export const accountNames = {
  receivable: 'what customers and custodians owe',
  'cash-at-branch': 'cash received and not handed in',
  repayable: 'paid on charges that were reversed since, owed to the payers',
  'cash-in-transit': 'cash handed in and not counted',
  bank: 'money at the bank, counted cash included',
  wallet: 'money at the payment service',
  'revenue-repair': 'paid repairs',
  'revenue-renewal': 'renewals of coverage',
  'revenue-service-fee': 'service fees, each for one unit and period',
  'compensation-income': 'lost units made good by their custodians',
  'advance-replacement-income': 'advance replacements whose defective unit never came back',
  'refunds-expense': 'refunds in full',
  'handover-difference': 'cash missing at hand-overs; negative when there was too much',
  'cash-differences-written-off': 'missing cash that nobody makes good; negative for what nobody claims',
} as const;
export type AccountName = keyof typeof accountNames;

const accountsKeptPerCity: readonly AccountName[] = ['receivable', 'cash-at-branch', 'repayable'];

export interface Posting {
  readonly account: string;
  /** Debit above zero, credit below. */
  readonly amountFen: Fen;
}

/** What happened, as the books say it. Its postings come to zero. */
export interface JournalEntry {
  readonly document: string;
  readonly description: string;
  readonly city: CityCode;
  /** The business day that the entry is about. */
  readonly aboutOn: BusinessDate;
  readonly postings: readonly Posting[];
}

/** The postings of an entry do not come to zero: a defect, never an answer to a user. */
export class UnbalancedEntry extends Error {
  constructor(entry: JournalEntry, sum: Fen) {
    super(`The entry for ${entry.document} is out of balance by ${sum} fen.`);
    this.name = 'UnbalancedEntry';
  }
}

const incomeAccounts: Readonly<Record<ChargeReason, AccountName>> = {
  repair: 'revenue-repair',
  renewal: 'revenue-renewal',
  'service-fee': 'revenue-service-fee',
  compensation: 'compensation-income',
  'unreturned-advance': 'advance-replacement-income',
};

export function accountOf(name: AccountName, city: CityCode): string {
  return accountsKeptPerCity.includes(name) ? `${name}:${city}` : name;
}

/** What the account is for, for people. */
export function descriptionOfAccount(account: string): string {
  const name = account.replace(/:.*$/, '');
  return Object.entries<string>(accountNames).find(([known]) => known === name)?.[1] ?? account;
}

/** The debtor owes: receivable to income. */
export function bookCharge(charge: Charge): JournalEntry {
  const { chargeNumber, city, aboutOn, amountFen, reason } = charge;
  return entry({ document: chargeNumber, description: charge.explanation, city, aboutOn }, [
    ['receivable', amountFen],
    [incomeAccounts[reason], negateFen(amountFen)],
  ]);
}

/** The income is taken back; of the receivable goes what is open, and what was paid is owed to the payer from now on (B7, B8). */
export function bookReversal(charge: Charge, aboutOn: BusinessDate): JournalEntry {
  const open = openFen({ ...charge, state: 'open' });
  const { chargeNumber, city, amountFen, reason, paidFen } = charge;
  return entry({ document: chargeNumber, description: `Reversal: ${charge.reversalReason}`, city, aboutOn }, [
    [incomeAccounts[reason], amountFen],
    ['receivable', negateFen(open)],
    ['repayable', negateFen(paidFen)],
  ]);
}

/** Money came in: where it went, to receivable. */
export function bookReceipt(receipt: Receipt): JournalEntry {
  const accounts: Readonly<Record<PaymentMethod, AccountName>> = {
    cash: 'cash-at-branch',
    transfer: 'bank',
    wallet: 'wallet',
  };
  const { receiptNumber, chargeNumber, city, receivedOn, amountFen, method } = receipt;
  return entry(
    { document: receiptNumber, description: `Payment of ${chargeNumber} by ${method}.`, city, aboutOn: receivedOn },
    [
      [accounts[method], amountFen],
      ['receivable', negateFen(amountFen)],
    ],
  );
}

/** Money went back to a customer. Cash for it is drawn from the bank, so that a branch's cash stays what its receipts say. */
export function bookRefund(refund: Refund, aboutOn: BusinessDate): JournalEntry {
  const { refundNumber, faultNumber, city, amountFen, method } = refund;
  return entry({ document: refundNumber, description: `Refund in full for ${faultNumber}.`, city, aboutOn }, [
    ['refunds-expense', amountFen],
    [method === 'wallet' ? 'wallet' : 'bank', negateFen(amountFen)],
  ]);
}

/** The branch has given away the cash of its receipts. */
export function bookHandover(handover: Handover): JournalEntry {
  const { handoverNumber, city, businessOn, receiptsFen } = handover;
  return entry({ document: handoverNumber, description: `Hand-over of ${businessOn}.`, city, aboutOn: businessOn }, [
    ['cash-in-transit', receiptsFen],
    ['cash-at-branch', negateFen(receiptsFen)],
  ]);
}

/** Finance has counted the cash; what is missing is kept as a difference until it is cleared up (B5). */
export function bookAcceptance(handover: Handover, countedFen: Fen, aboutOn: BusinessDate): JournalEntry {
  const { handoverNumber, city, receiptsFen } = handover;
  return entry({ document: handoverNumber, description: `Count of ${handoverNumber}.`, city, aboutOn }, [
    ['bank', countedFen],
    ['handover-difference', subtractFen(receiptsFen, countedFen)],
    ['cash-in-transit', negateFen(receiptsFen)],
  ]);
}

/** The difference of a count is cleared (B5): by money at the bank, or by taking it as a loss. */
export function bookClearance(handover: Handover, clearance: Clearance, aboutOn: BusinessDate): JournalEntry {
  const { handoverNumber, city, differenceFen, clearanceReason } = handover;
  const missingFen = negateFen(differenceFen ?? noFen);
  return entry(
    { document: handoverNumber, description: `Difference ${clearance}: ${clearanceReason}`, city, aboutOn },
    [
      [clearance === 'made-good' ? 'bank' : 'cash-differences-written-off', missingFen],
      ['handover-difference', negateFen(missingFen)],
    ],
  );
}

/** What had been paid on a reversed charge went back to the payer; cash for it is drawn from the bank, as for a refund. */
export function bookRepayment(charge: Charge, aboutOn: BusinessDate): JournalEntry {
  const { chargeNumber, city, paidFen, repaidMethod } = charge;
  return entry({ document: chargeNumber, description: 'What was paid goes back to the payer.', city, aboutOn }, [
    ['repayable', paidFen],
    [repaidMethod === 'wallet' ? 'wallet' : 'bank', negateFen(paidFen)],
  ]);
}

/** Throws {@link UnbalancedEntry}. */
export function ensureBalanced(journalEntry: JournalEntry): void {
  const sum = sumFen(journalEntry.postings.map(({ amountFen }) => amountFen));
  if (sum !== 0) throw new UnbalancedEntry(journalEntry, sum);
}

type Head = Omit<JournalEntry, 'postings'>;

/** Postings of nothing are left out; an entry without postings is not written at all. */
function entry(head: Head, postings: readonly (readonly [AccountName, Fen])[]): JournalEntry {
  const made = {
    ...head,
    postings: postings
      .filter(([, amountFen]) => amountFen !== 0)
      .map(([name, amountFen]) => ({ account: accountOf(name, head.city), amountFen })),
  };
  ensureBalanced(made);
  return made;
}
