import { outcomeRefusals, type OutcomeRefusal } from '@rotables/contracts';
import { IllegalTransition, parseActorId, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { FactOutOfOrder } from '../business-time/stated-time.js';
import {
  CaseOfAnotherCity,
  EntitlementNotHeardOfYet,
  FaultIsOver,
  FaultNotKnownYet,
  FaultReplacedAlready,
  KnownOtherwise,
  ModelNotKnown,
  OwnUnitNeedsNoLoan,
  UnregisteredUnitNeedsHead,
} from '../fault-case/fault-case.errors.js';
import { ensureLoanIsFor, whereabouts } from '../fault-case/fault-case.js';
import type { FaultCase } from '../fault-case/fault-case.js';
import {
  CaseRefusedReplacement,
  EntitlementGivesNoReplacement,
  KeepAnswerNotHeardOfYet,
  KeepNeedsSecondPerson,
  LentForAnotherModel,
  UnitGoesBack,
} from './keeping.errors.js';
import { confirmKeep, declineKeep, groundToKeep, hearAnswer, proposeKeep, type AnswerOfCase } from './keeping.js';
import type { Loan } from './loan.js';

const day = (number: number): Date => new Date(Date.UTC(2013, 3, number, 2));
const clerk = parseActorId('zhang.wei');
const head = parseActorId('head.dl');

const loan: Loan = {
  loanNumber: 'LN-20130416-0001',
  faultNumber: 'FR-20130416-0007',
  city: parseCityCode('DL'),
  site: 'DL',
  serial: parseSerial('A1'),
  model: 'M1',
  requestedModel: 'M1',
  loanKind: 'loan',
  defectiveSerial: parseSerial('D1'),
  substitute: false,
  dueBackOn: '2013-05-16' as Loan['dueBackOn'],
  loanedBy: 'zhang.wei',
  loanedAt: day(16),
  state: 'out',
  defectiveState: 'not-awaited',
  endedAt: null,
  keepState: 'not-proposed',
  keepProposedBy: null,
  keepProposedAt: null,
  keepProposal: null,
  keepAnswer: null,
  keepGround: null,
  lossState: 'not-reported',
  lossReportedBy: null,
  lossReportedAt: null,
  returnCondition: null,
  measured: null,
  version: 1,
};

const faultCase: FaultCase = {
  faultNumber: loan.faultNumber,
  serial: loan.defectiveSerial,
  model: 'M1',
  city: loan.city,
  reportedAt: day(16),
  unitOwner: 'customer',
  reporterName: 'Sun Li',
  unit: 'in-house',
  resolution: null,
  closed: false,
  replacedBy: null,
  entitlement: 'replacement',
};
const having = (other: Partial<FaultCase>): FaultCase => ({ ...faultCase, ...other });
const asked = proposeKeep(loan, faultCase, { by: clerk, proposedAt: day(18) }).state;
const answer = (refusal: OutcomeRefusal | null = null, proposal = 2): AnswerOfCase => ({
  proposal,
  refusal,
  by: parseActorId('system:inbox.rma'),
  answeredAt: day(18),
});
/** Proposed, and the case is kept for it. */
const proposed = hearAnswer(asked, answer()).state;

describe('a spare that was lent for another model than the case’s', () => {
  it('W12 P1e does not stay free; it may where its price was charged', () => {
    const dearer = { ...loan, model: 'M2', requestedModel: 'M2' };
    for (const entitled of [{}, { entitlement: 'repair', unit: 'beyond-repair' } as const]) {
      expect(() => groundToKeep(dearer, having(entitled))).toThrow(LentForAnotherModel);
      expect(() => groundToKeep(dearer, having({ ...entitled, model: null }))).not.toThrow();
    }
    expect(groundToKeep({ ...dearer, defectiveState: 'charged' }, having({ entitlement: 'paid' }))).toBe('paid-for');
  });
});

describe('the loan of a case', () => {
  const wanted = {
    faultNumber: loan.faultNumber,
    city: loan.city,
    model: null,
    defectiveSerial: null,
    loanedAt: day(16),
    byHead: false,
  };

  it('S8 is not before the fault was reported', () => {
    expect(() => ensureLoanIsFor(faultCase, { ...wanted, loanedAt: day(15) })).toThrow(FactOutOfOrder);
    const unknown = having({ reportedAt: null });
    expect(ensureLoanIsFor(unknown, { ...wanted, loanedAt: day(15) })).toMatchObject({ serial: 'D1' });
  });

  it('S7 W12 is for the unit of an open case of the city, which says what it is', () => {
    expect(ensureLoanIsFor(faultCase, wanted)).toMatchObject({ serial: 'D1', model: 'M1' });
    const same = { ...wanted, model: 'M1', defectiveSerial: parseSerial('D1') };
    expect(ensureLoanIsFor(faultCase, same)).toMatchObject({ model: 'M1' });
    expect(ensureLoanIsFor(having({ model: null }), { ...same, byHead: true })).toMatchObject({ model: 'M1' });
    expect(() => ensureLoanIsFor(having({ model: null }), wanted)).toThrow(ModelNotKnown);
  });

  it('S7 what nobody has registered is lent for by the head, or when it is in the house', () => {
    const said = { ...wanted, model: 'M1' };
    const invented = having({ model: null, unit: 'with-customer' });
    expect(() => ensureLoanIsFor(invented, said)).toThrow(UnregisteredUnitNeedsHead);
    expect(ensureLoanIsFor(invented, { ...said, byHead: true })).toMatchObject({ model: 'M1' });
    expect(ensureLoanIsFor(having({ model: null, unit: 'in-house' }), said)).toMatchObject({ model: 'M1' });
  });

  it('S7 S13 is refused for a case that is not known, over, of another city, of an own unit, or of another unit than is said', () => {
    expect(() => ensureLoanIsFor(null, wanted)).toThrow(FaultNotKnownYet);
    expect(() => ensureLoanIsFor(having({ resolution: 'repaired' }), wanted)).toThrow(FaultIsOver);
    expect(() => ensureLoanIsFor(having({ resolution: 'withdrawn', closed: true }), wanted)).toThrow(FaultIsOver);
    expect(() => ensureLoanIsFor(having({ city: parseCityCode('AS') }), wanted)).toThrow(CaseOfAnotherCity);
    expect(() => ensureLoanIsFor(having({ unitOwner: 'company' }), wanted)).toThrow(OwnUnitNeedsNoLoan);
    expect(() => ensureLoanIsFor(having({ replacedBy: parseSerial('B1') }), wanted)).toThrow(FaultReplacedAlready);
    expect(() => ensureLoanIsFor(faultCase, { ...wanted, model: 'M0' })).toThrow(KnownOtherwise);
    expect(() => ensureLoanIsFor(faultCase, { ...wanted, defectiveSerial: parseSerial('D2') })).toThrow(KnownOtherwise);
  });
});

describe('the case gives itself to the spare, or refuses', () => {
  const confirmation = { by: head, madeAt: day(19) };

  it('S7 nothing is confirmed before the case has answered', () => {
    given(asked).when(confirmKeep, faultCase, confirmation).thenRefused(KeepAnswerNotHeardOfYet);
    given(asked)
      .when(confirmKeep, having({ unit: 'returned' }), confirmation)
      .thenRefused(UnitGoesBack);
    expect(hearAnswer(asked, answer()).events).toEqual([]);
    given(proposed).when(confirmKeep, faultCase, confirmation).thenState({ keepState: 'confirmed' });
  });

  it.each(outcomeRefusals)('S7 a case that says "%s" ends the proposal, and names why', (refusal) => {
    const { state, events } = hearAnswer(asked, answer(refusal));
    expect(state).toMatchObject({ state: 'out', keepState: 'not-proposed', keepAnswer: refusal, keepProposedBy: null });
    expect(events).toMatchObject([
      { type: 'spare-pool.formal-replacement-declined.v1', body: { refusal, declinedBy: 'system:inbox.rma' } },
    ]);
    given(state).when(confirmKeep, faultCase, confirmation).thenRefused(CaseRefusedReplacement);
    given(state)
      .when(proposeKeep, faultCase, { by: clerk, proposedAt: day(20) })
      .thenState({ keepState: 'proposed', keepAnswer: null });
  });

  it('S7 an answer that comes late is none to the proposal of now, and one to nothing changes nothing', () => {
    const declined = declineKeep(asked, { by: head, reason: 'Wait', declinedAt: day(19) }).state;
    const again = proposeKeep({ ...declined, version: 3 }, faultCase, { by: clerk, proposedAt: day(20) }).state;
    for (const late of [answer(), answer('handed-back')]) {
      expect(hearAnswer(again, late)).toEqual({ state: again, events: [] });
      expect(hearAnswer(declined, late)).toEqual({ state: declined, events: [] });
    }
    given(again)
      .when(confirmKeep, faultCase, { by: head, madeAt: day(21) })
      .thenRefused(KeepAnswerNotHeardOfYet);
    expect(hearAnswer(again, answer(null, 4)).state).toMatchObject({ keepAnswer: 'reserved' });
  });

  it('E4 a reserved proposal is declined, and reserves nothing any more', () => {
    const { state } = declineKeep(proposed, { by: head, reason: 'Wait', declinedAt: day(19) });
    expect(state).toMatchObject({ keepState: 'not-proposed', keepAnswer: null });
  });
});

describe('a spare that stays for good', () => {
  it('S7 W8 one proposes it, another makes it so, and it names the unit that it replaces', () => {
    const { state, events } = confirmKeep(proposed, faultCase, { by: head, madeAt: day(19) });
    expect(state).toMatchObject({ state: 'formal-replacement', keepState: 'confirmed', keepGround: 'entitlement' });
    expect(events).toMatchObject([
      { type: 'spare-pool.formal-replacement-made.v1', body: { serial: 'A1', replacedSerial: 'D1' } },
    ]);
  });

  it('O3 S7 who proposed it does not confirm it, however the account is written, and nothing is confirmed that nobody proposed', () => {
    for (const by of ['zhang.wei', 'ZHANG.WEI', 'Zhang.Wei.']) {
      given(proposed)
        .when(confirmKeep, faultCase, { by: parseActorId(by), madeAt: day(19) })
        .thenRefused(KeepNeedsSecondPerson);
    }
    given(loan)
      .when(confirmKeep, faultCase, { by: head, madeAt: day(19) })
      .thenRefused(IllegalTransition);
    given(proposed)
      .when(confirmKeep, faultCase, { by: head, madeAt: day(17) })
      .thenRefused(FactOutOfOrder);
  });

  it('S7 what became otherwise since it was proposed stands in the way', () => {
    const confirmation = { by: head, madeAt: day(19) };
    given(proposed)
      .when(confirmKeep, having({ entitlement: 'paid' }), confirmation)
      .thenRefused(EntitlementGivesNoReplacement);
    given(proposed)
      .when(confirmKeep, having({ unit: 'returned' }), confirmation)
      .thenRefused(UnitGoesBack);
    given(proposed)
      .when(confirmKeep, having({ replacedBy: parseSerial('B1') }), confirmation)
      .thenRefused(FaultReplacedAlready);
  });

  it('S7 a proposal is declined, and may be made again', () => {
    const declined = declineKeep(proposed, { by: head, reason: 'Repairable', declinedAt: day(19) }).state;
    expect(declined).toMatchObject({ state: 'out', keepState: 'not-proposed', keepProposedBy: null });
    given(declined)
      .when(proposeKeep, faultCase, { by: clerk, proposedAt: day(20) })
      .thenState({ keepState: 'proposed' });
  });

  it('S7 stays by a replacement, or where a free repair fails, and by nothing else', () => {
    expect(groundToKeep(loan, faultCase)).toBe('entitlement');
    expect(groundToKeep(loan, having({ entitlement: 'repair', unit: 'beyond-repair' }))).toBe('beyond-repair');
    expect(() => groundToKeep(loan, null)).toThrow(FaultNotKnownYet);
    expect(() => groundToKeep(loan, having({ entitlement: null }))).toThrow(EntitlementNotHeardOfYet);
    for (const entitlement of ['paid', 'parts-cost', 'refund'] as const) {
      for (const unit of ['in-house', 'beyond-repair', 'with-customer'] as const) {
        expect(() => groundToKeep(loan, having({ entitlement, unit }))).toThrow(EntitlementGivesNoReplacement);
      }
    }
    expect(() => groundToKeep(loan, having({ entitlement: 'repair' }))).toThrow(EntitlementGivesNoReplacement);
  });

  it('S7 never while the customer has his own unit back, or gets it back', () => {
    const back = whereabouts.filter((unit) => !['with-customer', 'in-house', 'beyond-repair'].includes(unit));
    expect(back).toEqual(['no-fault-found', 'wrong-item', 'repaired', 'returned']);
    for (const unit of back) expect(() => groundToKeep(loan, having({ unit }))).toThrow(UnitGoesBack);
    expect(() => groundToKeep(loan, having({ resolution: 'refund' }))).toThrow(FaultIsOver);
    expect(() => groundToKeep(loan, having({ resolution: 'repaired', closed: true }))).toThrow(FaultIsOver);
  });

  it('S8 a spare whose full price was charged may stay, also where the charge ended its case', () => {
    const charged: Loan = { ...loan, loanKind: 'advance-replacement', defectiveState: 'charged' };
    const unpaid = having({ entitlement: 'parts-cost', unit: 'with-customer' });
    expect(groundToKeep(charged, unpaid)).toBe('paid-for');
    expect(groundToKeep(charged, { ...unpaid, resolution: 'formal-replacement', closed: true })).toBe('paid-for');
    expect(() => groundToKeep(charged, { ...unpaid, resolution: 'repaired' })).toThrow(FaultIsOver);
    expect(() => groundToKeep({ ...charged, defectiveState: 'recovered-after-charge' as const }, unpaid)).toThrow(
      EntitlementGivesNoReplacement,
    );
  });
});
