import { IllegalTransition, InvalidInput, parseActorId, parseSerial } from '@rotables/domain-kernel';
import {
  april,
  inspectedCase,
  quote,
  receivedCase,
  reportedCase,
  technician,
  told,
  typesIn,
} from '../../test/case-fixture.js';
import { BeforeEarlierFact } from '../fact-order.js';
import { inspectUnit, judgeScan, receiveUnit, triageCase } from './case-intake.js';
import {
  giveUpUnreturnedUnit,
  repairOnSite,
  resolveByExchange,
  restockUnit,
  returnToCustomer,
  scrapUnit,
} from './case-outcome.js';
import { completeRepair, startRepair, takeBackFromVendor, testUnit } from './case-workshop.js';
import {
  EntitlementNotKnownYet,
  NoReasonToReturnUnrepaired,
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
const replaced = (from: RmaCase): RmaCase => resolveByExchange(from, 'formal-replacement', april(23), free).state;

describe('the unit of a case', () => {
  it('R3 R8 reaches every state of its way', () => {
    expect(unitWay.unreachableFrom('reported')).toEqual([]);
  });

  it('R8 ends with the customer, on the shelf or scrapped, and nowhere else', () => {
    expect(unitWay.states.filter((state) => unitWay.isFinal(state))).toEqual([
      'with-customer',
      'restocked',
      'scrapped',
    ]);
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
    expect(judgeScan(giveUpUnreturnedUnit(reportedCase(), april(30), told()).state, serial)).toBe('case-is-over');
    expect(() => judgeScan(receivedCase(), serial)).toThrow(UnitAlreadyReceived);
  });

  it('R5 a model that became known meanwhile is told with the receipt', () => {
    expect(receivedCase().model).toBe('ST31500541AS');
  });

  it('a fact never comes before the one that it must follow', () => {
    const early = { site: 'SY', model: null, receivedAt: april(15), receivedBy: technician };
    expect(() => receiveUnit(reportedCase(), early)).toThrow(BeforeEarlierFact);
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
    expect(() => returnToCustomer(ended('repaired'), april(25), free)).toThrow(UnitNotTested);
    const decision = returnToCustomer(test(true, ended('repaired')), april(25), free);
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

describe('the end of a case', () => {
  it('R6 a refused quote, a wrong item or no fault sends the unit back unrepaired', () => {
    const back = (from: RmaCase, facts = free) => returnToCustomer(from, april(25), facts).state.resolution;
    expect(back(inspectedCase(), told('paid', [quote('refused')]))).toBe('returned-unrepaired');
    expect(back(inspectedCase('wrong-item'))).toBe('returned-unrepaired');
    expect(back(inspectedCase('no-fault-found'))).toBe('no-fault-found');
    expect(
      back(
        ended('beyond-repair', startRepair(inspectedCase(), start, told('paid', [quote('confirmed')])).state),
        told('paid'),
      ),
    ).toBe('returned-unrepaired');
    expect(() => back(inspectedCase())).toThrow(NoReasonToReturnUnrepaired);
    expect(() => back(ended('beyond-repair'))).toThrow(NoReasonToReturnUnrepaired);
  });

  it('R8 no fault found and tested goes back as not repaired', () => {
    const decision = returnToCustomer(test(true, inspectedCase('no-fault-found')), april(25), free);
    expect(decision.events[0]?.body).toMatchObject({ repaired: false });
    expect(decision.state.resolution).toBe('no-fault-found');
  });

  it('R8 a formal replacement serves the customer wherever the unit is, and makes it the company’s', () => {
    for (const from of [reportedCase(), receivedCase(), inspectedCase(), repairing(), ended('beyond-repair')]) {
      const decision = resolveByExchange(from, 'formal-replacement', april(23), free);
      expect(typesIn(decision)).toEqual(['case-resolved']);
      expect(decision.state).toMatchObject({ unitOwner: 'company', closedAt: null });
    }
    expect(() => returnToCustomer(replaced(test(true, ended('repaired'))), april(25), free)).toThrow(
      UnitBelongsToCompany,
    );
  });

  it('R8 the first resolution stands', () => {
    const returned = returnToCustomer(test(true, ended('repaired')), april(25), free).state;
    expect(resolveByExchange(returned, 'refund', april(26), free)).toEqual({ state: returned, events: [] });
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
    const decision = returnToCustomer(test(true, repaired), april(25), facts);
    expect(decision.events[1]?.body).toMatchObject({
      entitlementId: 'EN-1',
      entitlementKind: 'paid',
      quoteNumber: 'QT-1',
      resolution: 'repaired',
    });
  });
});
