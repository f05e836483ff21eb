import { outcomeRefusals, type OutcomeRefusal } from '@rotables/contracts';
import {
  april,
  inspectedCase,
  receipt,
  receivedCase,
  reportedCase,
  technician,
  told,
  typesIn,
} from '../../test/case-fixture.js';
import { receiveUnit, triageCase, withdrawCase } from './case-intake.js';
import {
  correctUnreturnedUnit,
  giveUpUnreturnedUnit,
  recogniseOwnUnit,
  repairOnSite,
  resolveByExchange,
  returnToCustomer,
  scrapUnit,
} from './case-outcome.js';
import { completeRepair, startRepair, testUnit } from './case-workshop.js';
import { answerProposal, releaseReservation, type Proposal } from './reservation.js';
import { OutcomeIsReserved, UnitBelongsToCustomer } from './rma-case.errors.js';
import type { CaseDecision, RmaCase } from './rma-case.js';

const free = told('replacement');
const keep: Proposal = {
  outcome: 'formal-replacement',
  reference: 'LN-20130416-0001',
  proposal: 2,
  proposedAt: april(19),
};
const refund: Proposal = { outcome: 'refund', reference: 'RF-20130419-0001', proposal: 1, proposedAt: april(19) };
const kept = (from: RmaCase, proposal = keep): RmaCase => answerProposal(from, proposal).state;
const back = { returnedAt: april(25), customersWish: 'Mine.' };
const triage = { outcome: 'solved-remotely', note: '', triagedAt: april(20), triagedBy: technician } as const;
const mistake = { reason: 'Twice.', withdrawnAt: april(20), withdrawnBy: technician, followedBy: [] };
const visit = { actionTaken: 'Fuse.', completedAt: april(20), technician };
const triaged = (): RmaCase =>
  triageCase(reportedCase(), { ...triage, outcome: 'visit', triagedAt: april(16) }, free).state;
const repaired = (): RmaCase => {
  const begun = startRepair(inspectedCase(), { method: 'in-place', startedAt: april(19), startedBy: technician }, free);
  const end = { result: 'repaired', workDone: '', completedAt: april(20), completedBy: technician } as const;
  return completeRepair(begun.state, end).state;
};
const refusal = (decision: CaseDecision): unknown => {
  expect(decision.events.map(({ type }) => type)).toEqual(['rma.outcome-refused.v1']);
  return decision.events[0]?.body['reason'];
};
interface End {
  readonly end: string;
  readonly open: RmaCase;
  readonly endIt: (rmaCase: RmaCase) => CaseDecision;
  readonly says: OutcomeRefusal;
}

/** Every way in which rma itself ends a customer's case. */
const ends: readonly End[] = [
  {
    end: 'handed back',
    open: inspectedCase(),
    endIt: (rmaCase) => returnToCustomer(rmaCase, back, free),
    says: 'handed-back',
  },
  {
    end: 'solved remotely',
    open: reportedCase(),
    endIt: (rmaCase) => triageCase(rmaCase, triage, free),
    says: 'solved-remotely',
  },
  {
    end: 'repaired on site',
    open: triaged(),
    endIt: (rmaCase) => repairOnSite(rmaCase, visit, free),
    says: 'handed-back',
  },
  { end: 'withdrawn', open: reportedCase(), endIt: (rmaCase) => withdrawCase(rmaCase, mistake), says: 'withdrawn' },
];

describe('one owner of how a case ends', () => {
  it.each([keep, refund])('S7 W3 an open case gives itself to $outcome, and says to what', (proposal) => {
    for (const open of [reportedCase(), triaged(), receivedCase(), inspectedCase()]) {
      const decision = answerProposal(open, proposal);
      expect(typesIn(decision)).toEqual(['outcome-reserved']);
      expect(decision.events[0]?.body).toMatchObject({ reference: proposal.reference, proposal: proposal.proposal });
      expect(decision.state.reservation).toMatchObject({ outcome: proposal.outcome, reference: proposal.reference });
    }
  });

  it.each(ends)('S7 W3 X9 while it is kept for another, it is not $end; before, or after a release, it is', (one) => {
    const { open, endIt } = one;
    for (const proposal of [keep, refund]) {
      const reserved = kept(open, proposal);
      expect(() => endIt(reserved)).toThrow(OutcomeIsReserved);
      const { state } = releaseReservation(reserved, { ...proposal, reason: 'declined', releasedAt: april(19) });
      expect(endIt(state).state.resolution).toBe(endIt(open).state.resolution);
    }
  });

  it.each(ends)('S7 W3 X9 what was $end gives itself to nothing, and says why', ({ open, endIt, says }) => {
    const { state } = endIt(open);
    for (const proposal of [keep, refund]) expect(refusal(answerProposal(state, proposal))).toBe(says);
  });

  it('S7 W3 it gives itself to one at a time: the spare and the money are never both reserved', () => {
    expect(refusal(answerProposal(kept(inspectedCase()), refund))).toBe('reserved-otherwise');
    expect(refusal(answerProposal(kept(inspectedCase(), refund), keep))).toBe('reserved-otherwise');
    const replaced = resolveByExchange(
      kept(inspectedCase()),
      { resolution: 'formal-replacement', reference: keep.reference, resolvedAt: april(20) },
      free,
    ).state;
    expect(replaced).toMatchObject({ reservation: null, resolution: 'formal-replacement', unitOwner: 'company' });
    expect(refusal(answerProposal(replaced, refund))).toBe('replaced');
    const refunded = resolveByExchange(
      kept(inspectedCase(), refund),
      { resolution: 'refund', reference: refund.reference, resolvedAt: april(20) },
      free,
    ).state;
    expect(refusal(answerProposal(refunded, keep))).toBe('refunded');
  });

  it('S7 to no spare while his own unit is about to go back to the customer; to a refund all the same', () => {
    const tested = testUnit(repaired(), {
      passed: true,
      measured: '',
      testedAt: april(21),
      testedBy: technician,
    }).state;
    for (const goesBack of [repaired(), tested, inspectedCase('no-fault-found'), inspectedCase('wrong-item')]) {
      expect(refusal(answerProposal(goesBack, keep))).toBe('unit-goes-back');
      expect(typesIn(answerProposal(goesBack, refund))).toEqual(['outcome-reserved']);
    }
    const failed = testUnit(inspectedCase('no-fault-found'), {
      ...{ passed: false, measured: '', testedAt: april(21), testedBy: technician },
    }).state;
    expect(typesIn(answerProposal(failed, keep))).toEqual(['outcome-reserved']);
  });

  it('S13 to nothing where the unit is the company’s; and what is reserved does not turn out to be', () => {
    expect(refusal(answerProposal({ ...reportedCase(), unitOwner: 'company' }, keep))).toBe('own-unit');
    expect(recogniseOwnUnit(kept(reportedCase()), april(20)).events).toEqual([]);
    expect(() => scrapUnit(kept(inspectedCase()), april(20))).toThrow(UnitBelongsToCustomer);
  });

  it('W3 S7 a release of something else, or a second one, changes nothing', () => {
    const reserved = kept(inspectedCase());
    const other = { reference: 'LN-9', reason: 'declined', releasedAt: april(20) } as const;
    expect(releaseReservation(reserved, other)).toEqual({ state: reserved, events: [] });
    const free1 = releaseReservation(reserved, { ...other, reference: keep.reference });
    expect(typesIn(free1)).toEqual(['outcome-released']);
    expect(releaseReservation(free1.state, { ...other, reference: keep.reference }).events).toEqual([]);
  });

  it('has a test for every reason', () => {
    const tested = [
      'handed-back',
      'solved-remotely',
      'replaced',
      'refunded',
      'withdrawn',
      'unit-goes-back',
      'own-unit',
    ];
    expect([...tested, 'reserved-otherwise']).toEqual([...outcomeRefusals]);
  });
});

describe('a charge that ends the case (S8)', () => {
  it('S8 beside a spare that is to stay: it is the same end, and the spare that was paid for stays afterwards', () => {
    const charged = giveUpUnreturnedUnit(kept(reportedCase()), april(30), told('parts-cost'));
    expect(typesIn(charged)).toEqual(['case-resolved', 'case-closed']);
    expect(charged.state.reservation).toMatchObject({ reference: keep.reference });
    const made = { resolution: 'formal-replacement', reference: keep.reference, resolvedAt: april(30) } as const;
    const settled = resolveByExchange(charged.state, made, free);
    expect(typesIn(settled)).toEqual(['outcome-released']);
    expect(settled.state).toMatchObject({ reservation: null, resolution: 'formal-replacement', closedAt: april(30) });
    const later = giveUpUnreturnedUnit(reportedCase(), april(30), told('parts-cost')).state;
    expect(typesIn(answerProposal(later, keep))).toEqual(['outcome-reserved']);
    expect(refusal(answerProposal(later, refund))).toBe('replaced');
  });

  it('S8 W3 beside a refund: it cannot have been paid, as its unit never came, and it is over', () => {
    const charged = giveUpUnreturnedUnit(kept(reportedCase(), refund), april(30), told('refund'));
    expect(typesIn(charged)).toEqual(['outcome-refused', 'case-resolved', 'case-closed']);
    expect(charged.events[0]?.body).toMatchObject({ reference: refund.reference, reason: 'replaced' });
    expect(charged.state.reservation).toBeNull();
    // Where the unit has come, and the refund may be paid, nothing is given up.
    expect(giveUpUnreturnedUnit(kept(receivedCase(), refund), april(30), free).events).toEqual([]);
  });

  it('S8 the reservation outlives that the unit comes after all, and ends with the spare that comes back', () => {
    const charged = giveUpUnreturnedUnit(kept(reportedCase()), april(30), told('parts-cost')).state;
    expect(receiveUnit(charged, receipt({ receivedAt: april(30) })).state.reservation).not.toBeNull();
    const released = { reference: keep.reference, reason: 'spare-is-back', releasedAt: april(30) } as const;
    const corrected = correctUnreturnedUnit(releaseReservation(charged, released).state, april(30)).state;
    expect(corrected).toMatchObject({ reservation: null, resolution: 'returned-unrepaired' });
    expect(refusal(answerProposal(corrected, keep))).toBe('handed-back');
  });
});
