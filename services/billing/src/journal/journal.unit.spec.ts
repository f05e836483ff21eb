import fc from 'fast-check';
import { parseActorId, parseBusinessDate, parseCityCode, parseFen, sumFen } from '@rotables/domain-kernel';
import { postCharge, type Charge } from '../charge/charge.js';
import type { Handover } from '../handover/handover.js';
import { issueReceipt, paymentMethods } from '../receipt/receipt.js';
import type { Refund } from '../refund/refund.js';
import {
  bookAcceptance,
  bookClearance,
  bookCharge,
  bookHandover,
  bookReceipt,
  bookRefund,
  bookReversal,
  descriptionOfAccount,
  ensureBalanced,
  UnbalancedEntry,
} from './journal.js';

const city = parseCityCode('DL');
const day = parseBusinessDate('2013-04-25');
const amounts = fc.integer({ min: 0, max: 1_000_000 }).map((value) => parseFen(value));
const chargeOf = (amountFen: number, reason: Charge['reason'] = 'repair'): Charge =>
  postCharge({
    ...{ chargeNumber: 'CH-1', reason, source: 'x', faultNumber: null, serial: null, city, debtor: 'Sun Li' },
    ...{ amountFen: parseFen(amountFen), entitlementId: null, quoteNumber: null, explanation: 'Because.' },
    ...{ postedAt: new Date('2013-04-25T02:10:00Z'), aboutOn: day },
  }).state;

describe('journal', () => {
  it('B8 X2 every entry comes to zero, whatever the amounts', () => {
    fc.assert(
      fc.property(amounts, amounts, fc.constantFrom(...paymentMethods), (one, other, method) => {
        const handover = { handoverNumber: 'HO-1', city, businessOn: day, receiptsFen: one } as Handover;
        const paidFen = parseFen(Math.min(one, other));
        const receipt = {
          receiptNumber: 'SJ-1',
          chargeNumber: 'CH-1',
          faultNumber: null,
          city,
          method,
          receivedBy: parseActorId('x'),
          receivedAt: new Date(),
          receivedOn: day,
        };
        const entries = [
          bookCharge(chargeOf(one)),
          bookReversal({ ...chargeOf(one), paidFen }, day),
          bookReceipt(issueReceipt({ ...receipt, amountFen: parseFen(one + 1) }).state),
          bookRefund({ refundNumber: 'RF-1', faultNumber: 'FR-1', city, amountFen: one, method } as Refund, day),
          bookHandover(handover),
          bookAcceptance(handover, other, day),
        ];
        for (const { postings } of entries) expect(sumFen(postings.map(({ amountFen }) => amountFen))).toBe(0);
      }),
    );
  });

  it('B2 a zero charge has no postings', () => expect(bookCharge(chargeOf(0)).postings).toEqual([]));

  it('B6 every reason has its income', () => {
    const income = (reason: Charge['reason']) => bookCharge(chargeOf(5, reason)).postings[1]?.account;
    expect([income('repair'), income('renewal'), income('compensation'), income('unreturned-advance')]).toEqual([
      'revenue-repair',
      'revenue-renewal',
      'compensation-income',
      'advance-replacement-income',
    ]);
  });

  it('B7 a reversal takes from the receivable only what is open', () => {
    const postings = bookReversal({ ...chargeOf(1_000), paidFen: parseFen(300) }, day).postings;
    expect(postings).toEqual([
      { account: 'revenue-repair', amountFen: 1_000 },
      { account: 'receivable:DL', amountFen: -700 },
      { account: 'repayable:DL', amountFen: -300 },
    ]);
  });

  it('B5 cash that is missing at the count stays as a difference', () => {
    const handover = { handoverNumber: 'HO-1', city, businessOn: day, receiptsFen: parseFen(500) } as Handover;
    expect(bookAcceptance(handover, parseFen(450), day).postings).toEqual([
      { account: 'bank', amountFen: 450 },
      { account: 'handover-difference', amountFen: 50 },
      { account: 'cash-in-transit', amountFen: -500 },
    ]);
  });

  it('B5 a cleared difference goes to the bank, or is taken as a loss', () => {
    const handover = {
      handoverNumber: 'HO-1',
      city,
      differenceFen: parseFen(-50),
      clearanceReason: 'Found.',
    } as Handover;
    expect(bookClearance(handover, 'made-good', day).postings).toEqual([
      { account: 'bank', amountFen: 50 },
      { account: 'handover-difference', amountFen: -50 },
    ]);
    const tooMuch = { ...handover, differenceFen: parseFen(20) };
    expect(bookClearance(tooMuch, 'written-off', day).postings).toEqual([
      { account: 'cash-differences-written-off', amountFen: -20 },
      { account: 'handover-difference', amountFen: 20 },
    ]);
  });

  it('B8 an entry out of balance is a defect that stops', () => {
    const entry = {
      document: 'X',
      description: 'X',
      city,
      aboutOn: day,
      postings: [{ account: 'bank', amountFen: parseFen(1) }],
    };
    expect(() => ensureBalanced(entry)).toThrow(UnbalancedEntry);
    expect(() => ensureBalanced(entry)).toThrow('out of balance by 1 fen');
  });

  it('knows what its accounts are for', () => {
    expect(descriptionOfAccount('receivable:DL')).toBe('what customers and custodians owe');
    expect(descriptionOfAccount('bank')).toContain('bank');
  });
});
