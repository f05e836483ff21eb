import {
  IllegalTransition,
  InvalidInput,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseFen,
  parseSerial,
} from '@rotables/domain-kernel';
import type { EntitlementKind } from '@rotables/contracts';
import { given } from '@rotables/testing';
import { BeforeItsCause } from '../business-time/business-time.errors.js';
import { EntitlementUnknown } from '../rma-case/rma-case.errors.js';
import { unknownCase, type Resolution, type RmaCase } from '../rma-case/rma-case.js';
import type { Fee } from '../fee-schedule/fee-schedule.js';
import {
  AnotherMustConfirm,
  CaseRefunded,
  CaseServedOtherwise,
  NotPaidByQuote,
  NotTheCustomer,
  OnlyPartsChargeable,
  OwnUnitNotQuoted,
  PriceKnownOtherwise,
  QuoteNotNeeded,
  QuoteOutdated,
  QuoteStandsAlready,
} from './quote.errors.js';
import {
  confirmQuote,
  issueQuote,
  pricedLine,
  quoteLifecycle,
  refuseQuote,
  withdrawQuote,
  type Confirmation,
  type IssueFacts,
  type QuoteLine,
} from './quote.js';

const clerk = parseActorId('zhang.wei');
const parts: QuoteLine = { feeCode: 'parts', description: 'Head', quantity: 2, unitFen: parseFen(18_000) };
const identity = { faultNumber: 'FR-20130416-0007', serial: parseSerial('9VS3FM1J'), city: parseCityCode('DL') };
const entitled = (kind: EntitlementKind): RmaCase => ({
  ...unknownCase(identity),
  reportedAt: new Date('2013-04-16T02:10:00Z'),
  entitlement: { entitlementId: 'EN-1', kind, rule: 'W6' },
});
const issued = new Date('2013-04-18T02:00:00Z');
const answered = new Date('2013-04-18T06:00:00Z');
const facts = (other: Partial<IssueFacts> = {}): IssueFacts => ({
  quoteNumber: 'QT-20130418-0001',
  rmaCase: entitled('parts-cost'),
  lines: [parts],
  issuedBy: clerk,
  issuedAt: issued,
  issuedOn: parseBusinessDate('2013-04-18'),
  standing: [],
  refund: undefined,
  ...other,
});
const open = () => ({ ...issueQuote(facts()).state, version: 1 });
const by = { by: 'Sun Li', at: answered };
const head = parseActorId('head.dl');
const confirmation = (other: Partial<Confirmation> = {}): Confirmation => ({
  ...by,
  recordedBy: head,
  rmaCase: entitled('parts-cost'),
  refund: undefined,
  ...other,
});
const fee = { feeCode: 'parts', description: 'Parts', model: null, cityGrade: null, amountFen: parseFen(18_000) };
const listed: Fee = { ...fee, effectiveOn: parseBusinessDate('2013-01-01'), definedOn: null, correctionReason: null };

describe('quote', () => {
  it('reaches every state of its lifecycle', () => expect(quoteLifecycle.unreachableFrom('open')).toEqual([]));

  it('B2 is issued with the sum of its lines', () =>
    given(facts())
      .when(issueQuote)
      .then([
        {
          type: 'billing.quote-issued.v1',
          body: {
            ...{ quoteNumber: 'QT-20130418-0001', ...identity, totalFen: 36_000 },
            ...{ issuedBy: 'zhang.wei', issuedAt: '2013-04-18T02:00:00.000Z' },
          },
        },
      ])
      .thenState({ state: 'open', entitlementId: 'EN-1', totalFen: parseFen(36_000) }));

  it.each(['refund', 'replacement', 'repair'] as const)('B2 W11 is not issued for "%s"', (kind) =>
    given(facts({ rmaCase: entitled(kind) }))
      .when(issueQuote)
      .thenRefused(QuoteNotNeeded),
  );

  it('B2 waits for the entitlement', () =>
    given(facts({ rmaCase: { ...entitled('paid'), entitlement: null } }))
      .when(issueQuote)
      .thenRefused(EntitlementUnknown));

  it('W6 W5 labour is charged where the customer pays for all, and not where parts are at cost', () => {
    const lines = [{ ...parts, feeCode: 'labour' }];
    given(facts({ lines })).when(issueQuote).thenRefused(OnlyPartsChargeable);
    given(facts({ lines, rmaCase: entitled('paid') }))
      .when(issueQuote)
      .thenState({ totalFen: parseFen(36_000) });
  });

  it('B2 stands alone, but another may follow one that was made by an earlier entitlement', () => {
    const standing = (state: 'open' | 'confirmed', entitlementId: string) => [
      { quoteNumber: 'QT-0', state, entitlementId },
    ];
    given(facts({ standing: standing('open', 'EN-0') }))
      .when(issueQuote)
      .thenRefused(QuoteStandsAlready);
    given(facts({ standing: standing('confirmed', 'EN-1') }))
      .when(issueQuote)
      .thenRefused(QuoteStandsAlready);
    given(facts({ standing: standing('confirmed', 'EN-0') }))
      .when(issueQuote)
      .thenState({ state: 'open' });
  });

  it.each([
    [[]],
    [[{ ...parts, quantity: 0 }]],
    [[{ ...parts, quantity: 101 }]],
    [[{ ...parts, unitFen: parseFen(0) }]],
    [[{ ...parts, unitFen: parseFen(50_000_001) }]],
    [[{ ...parts, unitFen: parseFen(-1) }]],
  ])('is refused with lines that cannot be: %j', (lines) =>
    given(facts({ lines })).when(issueQuote).thenRefused(InvalidInput),
  );

  it('B2 a line has the price of the schedule, and no other', () => {
    const line = { description: undefined, quantity: 2, unitFen: undefined };
    expect(pricedLine(line, listed, 0)).toEqual({ ...parts, description: 'Parts' });
    expect(pricedLine({ ...line, unitFen: 18_000 }, listed, 0).unitFen).toBe(18_000);
    for (const unitFen of [0, 1, 17_999, 18_001]) {
      expect(() => pricedLine({ ...line, unitFen }, listed, 0)).toThrow(PriceKnownOtherwise);
    }
  });

  it.each(['renewal-month', 'service-fee-month'])('B2 "%s" is for a period, and no line of a quote', (feeCode) =>
    given(facts({ lines: [{ ...parts, feeCode }], rmaCase: entitled('paid') }))
      .when(issueQuote)
      .thenRefused(NotPaidByQuote),
  );

  it('S13 is not made for a spare of the company’s own', () =>
    given(facts({ rmaCase: { ...entitled('paid'), unitOwner: 'company' } }))
      .when(issueQuote)
      .thenRefused(OwnUnitNotQuoted));

  it('R1 B2 is not made, or confirmed, once the report is withdrawn or the customer served in another way', () => {
    const resolution = { outcome: 'refund', resolvedAt: answered } as Resolution;
    for (const other of [{ isWithdrawn: true }, { resolution }]) {
      const rmaCase = { ...entitled('parts-cost'), ...other };
      given(facts({ rmaCase })).when(issueQuote).thenRefused(CaseServedOtherwise);
      given(open()).when(confirmQuote, confirmation({ rmaCase })).thenRefused(CaseServedOtherwise);
    }
  });

  it('W3 B3 is not made, or confirmed, beside a refund', () => {
    const refund = { refundNumber: 'RF-1' };
    given(facts({ refund })).when(issueQuote).thenRefused(CaseRefunded);
    given(open()).when(confirmQuote, confirmation({ refund })).thenRefused(CaseRefunded);
  });

  it('B2 nobody alone makes somebody owe: who made the quote does not write down that the customer agreed', () => {
    for (const same of ['zhang.wei', 'Zhang.Wei', 'ZHANG.WEI.']) {
      given(open())
        .when(confirmQuote, confirmation({ recordedBy: parseActorId(same) }))
        .thenRefused(AnotherMustConfirm);
    }
    given(open())
      .when(confirmQuote, confirmation({ by: 'Head.DL' }))
      .thenRefused(NotTheCustomer);
    given(open())
      .when(confirmQuote, confirmation({ by: 'zhang.wei' }))
      .thenRefused(NotTheCustomer);
  });

  it('is not issued before the fault was reported', () =>
    given(facts({ issuedAt: new Date('2013-04-16T02:09:59Z') }))
      .when(issueQuote)
      .thenRefused(BeforeItsCause));

  it('B2 is confirmed once', () => {
    given(open()).when(confirmQuote, confirmation()).thenState({ state: 'confirmed', answeredBy: 'Sun Li' });
    const confirmed = confirmQuote(open(), confirmation()).state;
    given(confirmed).when(confirmQuote, confirmation()).thenRefused(IllegalTransition);
    given(confirmed).when(refuseQuote, by).thenRefused(IllegalTransition);
  });

  it('W11 is not confirmed any more when another entitlement holds', () =>
    given(open())
      .when(
        confirmQuote,
        confirmation({
          rmaCase: {
            ...entitled('parts-cost'),
            entitlement: { entitlementId: 'EN-2', kind: 'parts-cost', rule: 'W6' },
          },
        }),
      )
      .thenRefused(QuoteOutdated));

  it('R6 is refused, or withdrawn with a reason, while it is open', () => {
    given(open()).when(refuseQuote, by).thenState({ state: 'refused', answeredBy: 'Sun Li' });
    given(open())
      .when(withdrawQuote, { by: clerk, at: answered, reason: 'Liquid.' })
      .thenState({ state: 'withdrawn', withdrawalReason: 'Liquid.' });
    given(open())
      .when(refuseQuote, { ...by, at: new Date('2013-04-18T01:59:59Z') })
      .thenRefused(BeforeItsCause);
  });
});
