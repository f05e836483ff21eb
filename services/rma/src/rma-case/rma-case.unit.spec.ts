import { IllegalTransition, InvalidInput, parseActorId, parseSerial } from '@rotables/domain-kernel';
import {
  april,
  inspectedCase,
  quote,
  receipt,
  receivedCase,
  reportedCase,
  technician,
  told,
  typesIn,
} from '../../test/case-fixture.js';
import { BeforeEarlierFact } from '../fact-order.js';
import { inspectUnit, judgeScan, receiveUnit, triageCase, withdrawCase } from './case-intake.js';
import {
  correctUnreturnedUnit,
  giveUpUnreturnedUnit,
  recogniseOwnUnit,
  repairOnSite,
  resolveByExchange,
  restockUnit,
  returnToCustomer,
  scrapUnit,
} from './case-outcome.js';
import { completeRepair, startRepair, takeBackFromVendor, testUnit } from './case-workshop.js';
import {
  CaseHasFollowed,
  CaseIsServed,
  EntitlementNotKnownYet,
  InspectionFoundFault,
  NoReasonToReturnUnrepaired,
  OwnUnitComesIn,
  QuoteNotConfirmed,
  RepairIsAtVendor,
  UnitAlreadyReceived,
  UnitBelongsToCompany,
  UnitBelongsToCustomer,
  UnitNotTested,
} from './rma-case.errors.js';
import { unitWay, type RmaCase } from './rma-case.js';

const free = told('repair');
const start = { method: 'in-place', startedAt: april(20), startedBy: technician } as const;
const repairing = (): RmaCase => startRepair(inspectedCase(), start, free).state;
const ended = (result: 'repaired' | 'beyond-repair', from = repairing()): RmaCase =>
  completeRepair(from, { result, workDone: '', completedAt: april(21), completedBy: technician }).state;
const test = (passed: boolean, from: RmaCase): RmaCase =>
  testUnit(from, { passed, measured: '', testedAt: april(22), testedBy: technician }).state;
const back = (day: number, customersWish: string | null = null) => ({ returnedAt: april(day), customersWish });
const replaced = (from: RmaCase): RmaCase =>
  resolveByExchange(from, { resolution: 'formal-replacement', reference: 'LN-1', resolvedAt: april(23) }, free).state;

describe('the unit of a case', () => {
  it('R3 R8 reaches every state of its way', () => {
    expect(unitWay.unreachableFrom('reported')).toEqual([]);
  });

  it('R8 R1 ends with the customer, on the shelf or scrapped, and nowhere else; a withdrawn one may be taken up again', () => {
    expect(unitWay.states.filter((state) => unitWay.isFinal(state))).toEqual([
      'with-customer',
      'restocked',
      'scrapped',
    ]);
    expect(unitWay.can('withdrawn', 'takeUpReported')).toBe(true);
  });
});

describe('intake', () => {
  const triage = { note: '', triagedAt: april(16), triagedBy: technician };

  it('R3 solved remotely serves the customer and ends the case', () => {
    const decision = triageCase(reportedCase(), { ...triage, outcome: 'solved-remotely' }, told());
    expect(typesIn(decision)).toEqual(['case-triaged', 'case-resolved', 'case-closed']);
    expect(decision.state).toMatchObject({ resolution: 'solved-remotely', state: 'with-customer' });
  });

  it('R3 triage may be corrected while the unit is at the customer’s, and not afterwards', () => {
    const visited = triageCase(reportedCase(), { ...triage, outcome: 'visit' }, told()).state;
    expect(triageCase(visited, { ...triage, outcome: 'to-warehouse' }, told()).state.state).toBe('triaged');
    expect(() => triageCase(receivedCase(), { ...triage, outcome: 'visit' }, told())).toThrow(IllegalTransition);
  });

  it('R5 a scan is judged, never refused, unless the unit is in the house already', () => {
    const serial = reportedCase().serial;
    expect(judgeScan(reportedCase(), serial)).toBe('right-unit');
    expect(judgeScan(reportedCase(), parseSerial('OTHER'))).toBe('wrong-serial');
    expect(judgeScan(receivedCase(), parseSerial('OTHER'))).toBe('wrong-serial');
    expect(judgeScan({ ...reportedCase(), state: 'with-customer' }, serial)).toBe('case-is-over');
    expect(judgeScan(giveUpUnreturnedUnit(reportedCase(), april(30), told()).state, serial)).toBe('right-unit');
    expect(() => judgeScan(receivedCase(), serial)).toThrow(UnitAlreadyReceived);
  });

  it('R5 a model that became known meanwhile is told with the receipt', () => {
    expect(receivedCase().model).toBe('ST31500541AS');
  });

  it('a fact never comes before the one that it must follow', () => {
    expect(() => receiveUnit(reportedCase(), receipt({ receivedAt: april(15) }))).toThrow(BeforeEarlierFact);
  });

  it('R5 W5 external damage names its cause, and no fault has none', () => {
    const inspection = { findings: '', inspectedAt: april(18), inspectedBy: technician };
    expect(() =>
      inspectUnit(receivedCase(), { ...inspection, outcome: 'external-damage', cause: 'product-fault' }),
    ).toThrow(InvalidInput);
    expect(() => inspectUnit(receivedCase(), { ...inspection, outcome: 'no-fault-found', cause: 'liquid' })).toThrow(
      InvalidInput,
    );
  });
});

describe('the right to work', () => {
  it.each(['refund', 'replacement', 'repair'] as const)('W11 %s is free', (kind) => {
    expect(startRepair(inspectedCase(), start, told(kind)).state.repair).toMatchObject({ quoteNumber: null });
  });

  it('B2 waits for the entitlement', () => {
    expect(() => startRepair(inspectedCase(), start, told())).toThrow(EntitlementNotKnownYet);
  });

  it.each(['parts-cost', 'paid'] as const)('B2 %s needs a confirmed quote', (kind) => {
    expect(() => startRepair(inspectedCase(), start, told(kind))).toThrow(QuoteNotConfirmed);
    expect(() => startRepair(inspectedCase(), start, told(kind, [quote('issued')]))).toThrow(QuoteNotConfirmed);
    expect(() => startRepair(inspectedCase(), start, told(kind, [quote('refused')]))).toThrow(QuoteNotConfirmed);
    expect(startRepair(inspectedCase(), start, told(kind, [quote('confirmed')])).state.repair?.quoteNumber).toBe(
      'QT-1',
    );
  });

  it('R6 a quote confirmed before the entitlement was superseded does not count', () => {
    const superseded = (answeredAt: Date) => told('paid', [quote('confirmed', answeredAt)], april(19));
    const damaged = inspectedCase('external-damage');
    expect(() => startRepair(damaged, start, superseded(april(18)))).toThrow(QuoteNotConfirmed);
    expect(startRepair(damaged, start, superseded(april(20))).state.state).toBe('repairing');
  });

  it('B2 no work is dated before its quote was confirmed, in the workshop, at a vendor or on site', () => {
    const late = told('paid', [quote('confirmed', april(25))]);
    expect(() => startRepair(inspectedCase(), start, late)).toThrow(BeforeEarlierFact);
    expect(() => startRepair(inspectedCase(), { ...start, method: 'vendor' }, late)).toThrow(BeforeEarlierFact);
    expect(startRepair(inspectedCase(), { ...start, startedAt: april(25) }, late).state.state).toBe('repairing');
    const triage = { outcome: 'visit', note: '', triagedAt: april(16), triagedBy: technician } as const;
    const visited = triageCase(reportedCase(), triage, told()).state;
    const visit = { actionTaken: '', completedAt: april(24), technician };
    expect(() => repairOnSite(visited, visit, late)).toThrow(BeforeEarlierFact);
  });

  it.each(['repair', 'parts-cost'] as const)('R6 after damage was found, %s is not the last word', (kind) => {
    expect(() => startRepair(inspectedCase('external-damage'), start, told(kind, [quote('confirmed')]))).toThrow(
      EntitlementNotKnownYet,
    );
  });

  it('R8 the company’s own unit needs neither', () => {
    expect(startRepair(replaced(inspectedCase()), start, told()).state.state).toBe('repairing');
  });

  it('R3 a repair on site needs the same right', () => {
    const triage = { outcome: 'visit', note: '', triagedAt: april(16), triagedBy: technician } as const;
    const visited = triageCase(reportedCase(), triage, told()).state;
    const visit = { actionTaken: 'Board replaced.', completedAt: april(17), technician };
    expect(() => repairOnSite(visited, visit, told('paid'))).toThrow(QuoteNotConfirmed);
    expect(typesIn(repairOnSite(visited, visit, free))).toEqual(['repair-completed', 'case-resolved', 'case-closed']);
  });
});

describe('repair and test', () => {
  it('R7 a repaired unit leaves only with a passed test', () => {
    expect(() => returnToCustomer(ended('repaired'), back(25), free)).toThrow(UnitNotTested);
    const decision = returnToCustomer(test(true, ended('repaired')), back(25), free);
    expect(typesIn(decision)).toEqual(['unit-returned-to-customer', 'case-resolved', 'case-closed']);
    expect(decision.events[0]?.body).toMatchObject({
      repaired: true,
      downtimeDays: 9,
      reportedOn: '2013-04-16',
      returnedOn: '2013-04-25',
    });
  });

  it('R7 a failed test goes back to repair, and what was tested before counts no more', () => {
    const failed = test(false, ended('repaired'));
    expect(failed).toMatchObject({ state: 'repairing', test: { passed: false } });
    expect(test(true, ended('repaired', { ...failed, stateSince: april(20) })).state).toBe('tested');
  });

  it('R7 what is at the vendor ends with the vendor’s return', () => {
    const away = startRepair(inspectedCase(), { ...start, method: 'vendor' }, free).state;
    const end = { result: 'repaired', workDone: '', completedAt: april(30), completedBy: technician } as const;
    expect(() => completeRepair(away, end)).toThrow(RepairIsAtVendor);
    expect(takeBackFromVendor(away, end).state).toMatchObject({ state: 'repaired', repair: { method: 'vendor' } });
  });
});

describe('inspection and test', () => {
  const again = (from: RmaCase, outcome: 'fault-confirmed' | 'no-fault-found') =>
    inspectUnit(from, {
      outcome,
      cause: 'product-fault',
      findings: '',
      inspectedAt: april(24),
      inspectedBy: technician,
    }).state;

  it('R7 a unit without a fault is tested before it goes back', () => {
    const found = inspectedCase('no-fault-found');
    expect(() => returnToCustomer(found, back(25), free)).toThrow(UnitNotTested);
    expect(() => returnToCustomer(test(false, found), back(25), free)).toThrow(UnitNotTested);
    expect(returnToCustomer(test(true, found), back(25), free).state.resolution).toBe('no-fault-found');
  });

  it('R5 B2 a confirmed fault that nothing repaired does not go back as none because a test passes: it is inspected again', () => {
    const passed = test(true, inspectedCase());
    for (const facts of [free, told('paid', [quote('issued')])])
      expect(() => returnToCustomer(passed, back(25), facts)).toThrow(InspectionFoundFault);
    expect(returnToCustomer(passed, back(25), told('paid', [quote('refused')])).state.resolution).toBe(
      'returned-unrepaired',
    );
    expect(returnToCustomer(passed, back(25, 'He wants it now.'), free).state.resolution).toBe('returned-unrepaired');
    expect(again(passed, 'fault-confirmed')).toMatchObject({ state: 'inspected', test: null });
    const found = { ...again(passed, 'no-fault-found'), stateSince: april(20) };
    expect(returnToCustomer(test(true, found), back(25), free).state.resolution).toBe('no-fault-found');
  });

  it('R7 a test that was passed by mistake is put right by another, and the unit is repaired', () => {
    const failed = test(false, test(true, inspectedCase()));
    expect(failed).toMatchObject({ state: 'inspected', test: { passed: false } });
    expect(startRepair(failed, { ...start, startedAt: april(24) }, free).state.state).toBe('repairing');
  });

  it('R5 what is beyond repair is inspected again, tried again, or sent to its vendor', () => {
    const given = ended('beyond-repair');
    expect(again(given, 'no-fault-found').state).toBe('inspected');
    for (const method of ['in-place', 'vendor'] as const) {
      expect(startRepair(given, { ...start, method, startedAt: april(24) }, free).state.repair?.result).toBeNull();
    }
  });

  it('R6 what was repaired for nothing and turns out not to be free needs its quote, and belongs to the customer if he refuses', () => {
    const repaired = test(true, { ...ended('repaired'), stateSince: april(20) });
    expect(() => returnToCustomer(repaired, back(25), told('paid'))).toThrow(QuoteNotConfirmed);
    expect(returnToCustomer(repaired, back(25), told('paid', [quote('refused')])).state.resolution).toBe(
      'returned-unrepaired',
    );
    const paid = returnToCustomer(repaired, back(25), told('paid', [quote('confirmed')]));
    expect(paid.events[1]?.body).toMatchObject({ resolution: 'repaired', quoteNumber: 'QT-1' });
  });

  it('E4 a customer may have what is his back as it is, in his own words', () => {
    const decision = returnToCustomer(inspectedCase(), back(25, 'Will not wait.'), free);
    expect(decision.events[0]?.body).toMatchObject({ repaired: false, customersWish: 'Will not wait.' });
    expect(decision.state.resolution).toBe('returned-unrepaired');
    expect(() => returnToCustomer(replaced(inspectedCase()), back(25, 'Mine!'), free)).toThrow(UnitBelongsToCompany);
  });
});

describe('a spare of the company’s own', () => {
  const own = (from: RmaCase): RmaCase => ({ ...from, unitOwner: 'company' });

  it('S13 asks for no entitlement and no quote, is repaired, tested and shelved, and serves no customer', () => {
    const repaired = completeRepair(startRepair(own(inspectedCase()), start, told()).state, {
      result: 'repaired',
      workDone: '',
      completedAt: april(21),
      completedBy: technician,
    }).state;
    expect(() => restockUnit(repaired, 'SY', april(26))).toThrow(UnitNotTested);
    const decision = restockUnit(test(true, repaired), 'SY', april(26));
    expect(typesIn(decision)).toEqual(['unit-restocked', 'case-closed']);
    expect(decision.state).toMatchObject({ resolution: 'own-unit', closedAt: april(26) });
  });

  it('S13 without a fault it is tested and shelved; beyond repair it is scrapped', () => {
    const found = own(inspectedCase('no-fault-found'));
    expect(() => restockUnit(found, 'SY', april(26))).toThrow(IllegalTransition);
    expect(restockUnit(test(true, found), 'SY', april(26)).state.resolution).toBe('own-unit');
    expect(typesIn(scrapUnit(own(ended('beyond-repair')), april(28)))).toEqual(['case-closed']);
  });

  it('S13 never goes to a customer: not returned, not left, not repaired at his place', () => {
    expect(() => returnToCustomer(own(test(true, ended('repaired'))), back(25), free)).toThrow(UnitBelongsToCompany);
    const triage = { note: '', triagedAt: april(16), triagedBy: technician };
    for (const outcome of ['solved-remotely', 'visit'] as const) {
      expect(() => triageCase(own(reportedCase()), { ...triage, outcome }, told())).toThrow(OwnUnitComesIn);
      expect(() => triageCase(replaced(reportedCase()), { ...triage, outcome }, told())).toThrow(OwnUnitComesIn);
    }
    expect(triageCase(own(reportedCase()), { ...triage, outcome: 'to-warehouse' }, told()).state.state).toBe('triaged');
  });

  it('S13 is recognised when the pool’s word comes after the report, and not when it became the company’s on the way', () => {
    const decision = recogniseOwnUnit(reportedCase(), april(17));
    expect(typesIn(decision)).toEqual(['unit-owner-corrected']);
    expect(decision.state.unitOwner).toBe('company');
    for (const other of [receivedCase(), replaced(reportedCase()), decision.state]) {
      expect(recogniseOwnUnit(other, april(18)).events).toEqual([]);
    }
  });
});

describe('a report that was a mistake', () => {
  const withdrawal = { reason: 'Twice.', withdrawnAt: april(17), withdrawnBy: technician, followedBy: [] };

  it('R1 E1 is withdrawn while nothing has followed, and resolves nothing', () => {
    const decision = withdrawCase(reportedCase(), withdrawal);
    expect(typesIn(decision)).toEqual(['case-withdrawn', 'case-closed']);
    expect(decision.state).toMatchObject({ state: 'withdrawn', resolution: 'withdrawn', closedAt: april(17) });
  });

  it('R1 is not withdrawn with a spare out or a visit open, once served, or once the unit is in the house', () => {
    expect(() => withdrawCase(reportedCase(), { ...withdrawal, followedBy: ['LN-1'] })).toThrow(CaseHasFollowed);
    expect(() => withdrawCase(replaced(reportedCase()), withdrawal)).toThrow(CaseIsServed);
    expect(() => withdrawCase(receivedCase(), withdrawal)).toThrow(IllegalTransition);
  });
});

describe('a charged advance replacement', () => {
  const charged = (): RmaCase => giveUpUnreturnedUnit(reportedCase(), april(30), told()).state;

  it('S8 the unit that comes late opens its case again; a charge alone makes it nobody else’s', () => {
    const decision = receiveUnit(charged(), receipt({ receivedAt: april(30) }));
    expect(typesIn(decision)).toEqual(['case-reopened', 'unit-received']);
    expect(decision.state).toMatchObject({
      state: 'received',
      unitOwner: 'customer',
      resolution: null,
      closedAt: null,
    });
  });

  it('S8 where the spare stayed for good, what comes late is the company’s, and is shelved or scrapped', () => {
    const decision = receiveUnit(charged(), receipt({ receivedAt: april(30), spareIsKept: true }));
    expect(decision.events[1]?.body).toMatchObject({ unitOwner: 'company' });
    expect(typesIn(scrapUnit(decision.state, april(30)))).toEqual(['case-closed']);
    expect(decision.state.resolution).toBe('formal-replacement');
  });

  it('S8 where the spare came back, the customer has his own unit, and the case says so', () => {
    const decision = correctUnreturnedUnit(charged(), april(30));
    expect(typesIn(decision)).toEqual(['case-resolution-corrected']);
    expect(decision.state).toMatchObject({ state: 'with-customer', resolution: 'returned-unrepaired' });
    expect(correctUnreturnedUnit(receivedCase(), april(30)).events).toEqual([]);
  });
});

describe('the end of a case', () => {
  it('R6 a refused quote or a wrong item sends the unit back unrepaired', () => {
    const end = (from: RmaCase, facts = free) => returnToCustomer(from, back(25), facts).state.resolution;
    expect(end(inspectedCase(), told('paid', [quote('refused')]))).toBe('returned-unrepaired');
    expect(end(inspectedCase('wrong-item'))).toBe('returned-unrepaired');
    expect(
      end(
        ended('beyond-repair', startRepair(inspectedCase(), start, told('paid', [quote('confirmed')])).state),
        told('paid'),
      ),
    ).toBe('returned-unrepaired');
    expect(() => end(inspectedCase())).toThrow(NoReasonToReturnUnrepaired);
    expect(() => end(ended('beyond-repair'))).toThrow(NoReasonToReturnUnrepaired);
  });

  it('R8 no fault found and tested goes back as not repaired', () => {
    const decision = returnToCustomer(test(true, inspectedCase('no-fault-found')), back(25), free);
    expect(decision.events[0]?.body).toMatchObject({ repaired: false });
    expect(decision.state.resolution).toBe('no-fault-found');
  });

  it('R8 a formal replacement serves the customer wherever the unit is, and makes it the company’s', () => {
    for (const from of [reportedCase(), receivedCase(), inspectedCase(), repairing(), ended('beyond-repair')]) {
      const decision = resolveByExchange(
        from,
        { resolution: 'formal-replacement', reference: 'LN-1', resolvedAt: april(23) },
        free,
      );
      expect(typesIn(decision)).toEqual(['case-resolved']);
      expect(decision.state).toMatchObject({ unitOwner: 'company', closedAt: null });
    }
    expect(() => returnToCustomer(replaced(test(true, ended('repaired'))), back(25), free)).toThrow(
      UnitBelongsToCompany,
    );
  });

  it('R8 the first resolution stands', () => {
    const returned = returnToCustomer(test(true, ended('repaired')), back(25), free).state;
    const refund = { resolution: 'refund', reference: 'RF-1', resolvedAt: april(26) } as const;
    expect(resolveByExchange(returned, refund, free)).toEqual({ state: returned, events: [] });
  });

  it('R8 only the company’s unit is restocked, and only after a passed test', () => {
    expect(() => restockUnit(test(true, ended('repaired')), 'SY', april(26))).toThrow(UnitBelongsToCustomer);
    expect(() => restockUnit(replaced(ended('repaired')), 'SY', april(26))).toThrow(UnitNotTested);
    expect(() => restockUnit(replaced(inspectedCase()), 'SY', april(26))).toThrow(IllegalTransition);
    const decision = restockUnit(replaced(test(true, ended('repaired'))), 'SY', april(26));
    expect(typesIn(decision)).toEqual(['unit-restocked', 'case-closed']);
  });

  it('R9 only the company’s unit is scrapped, and not one that works', () => {
    expect(() => scrapUnit(ended('beyond-repair'), april(28))).toThrow(UnitBelongsToCustomer);
    expect(() => scrapUnit(replaced(test(true, ended('repaired'))), april(28))).toThrow(IllegalTransition);
    expect(typesIn(scrapUnit(replaced(ended('beyond-repair')), april(28)))).toEqual(['case-closed']);
  });

  it('S8 nobody waits for a unit that was charged, and one that is here is not given up', () => {
    const decision = giveUpUnreturnedUnit(reportedCase(), april(30), told());
    expect(typesIn(decision)).toEqual(['case-resolved', 'case-closed']);
    expect(giveUpUnreturnedUnit(receivedCase(), april(30), told()).events).toEqual([]);
    expect(typesIn(giveUpUnreturnedUnit(replaced(reportedCase()), april(30), told()))).toEqual(['case-closed']);
  });

  it('X4 a case is resolved once, with the entitlement and the quote in force', () => {
    const facts = told('paid', [quote('confirmed')]);
    const repaired = completeRepair(startRepair(inspectedCase(), start, facts).state, {
      result: 'repaired',
      workDone: '',
      completedAt: april(21),
      completedBy: parseActorId('wu.gang'),
    }).state;
    const decision = returnToCustomer(test(true, repaired), back(25), facts);
    expect(decision.events[1]?.body).toMatchObject({
      entitlementId: 'EN-1',
      entitlementKind: 'paid',
      quoteNumber: 'QT-1',
      resolution: 'repaired',
    });
  });
});
