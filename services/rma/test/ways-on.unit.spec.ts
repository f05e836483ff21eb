import { DomainError, parseActorId } from '@rotables/domain-kernel';
import { wrongWaysOn } from '@rotables/testing';
import { dispatchOrderLifecycle } from '../src/dispatch-order/dispatch-order.js';
import { receiptExceptionLifecycle } from '../src/receipt-exception/receipt-exception.js';
import { inspectUnit, receiveUnit, takeUpAgain, triageCase, withdrawCase } from '../src/rma-case/case-intake.js';
import {
  correctUnreturnedUnit,
  giveUpUnreturnedUnit,
  repairOnSite,
  resolveByExchange,
  restockUnit,
  returnToCustomer,
  scrapUnit,
} from '../src/rma-case/case-outcome.js';
import { answerProposal, releaseReservation } from '../src/rma-case/reservation.js';
import { completeRepair, startRepair, takeBackFromVendor, testUnit } from '../src/rma-case/case-workshop.js';
import {
  inspectionOutcomes,
  repairMethods,
  repairResults,
  triageOutcomes,
  unitWay,
  type CaseDecision,
  type InspectionOutcome,
  type RmaCase,
} from '../src/rma-case/rma-case.js';
import { isNeverFree, type ServiceFacts } from '../src/rma-case/service-facts.js';
import { scrapLifecycle } from '../src/scrap-record/scrap-record.js';
import { noticeLifecycle } from '../src/spare-replacement-notice/spare-replacement-notice.js';
import { vendorReturnLifecycle } from '../src/vendor-return/vendor-return.js';
import { april, quote, reportedCase, told } from './case-fixture.js';

/** E4: from every state a person with the right role has a way on. A state that is added without one fails here. */

const at = april(20);
const person = parseActorId('somebody');

/** A command of the service, and who may give it; the routes say the same. */
interface Command {
  readonly verb: string;
  readonly give: (rmaCase: RmaCase, facts: ServiceFacts) => CaseDecision;
}

const causeOf = (outcome: InspectionOutcome) => (outcome === 'external-damage' ? 'liquid' : 'product-fault');

const commands: readonly Command[] = [
  ...triageOutcomes.map((outcome) => ({
    verb: `triage ${outcome}`,
    give: (rmaCase: RmaCase, facts: ServiceFacts) =>
      triageCase(rmaCase, { outcome, note: '', triagedAt: at, triagedBy: person }, facts),
  })),
  {
    verb: 'withdraw',
    give: (rmaCase) => withdrawCase(rmaCase, { reason: '', withdrawnAt: at, withdrawnBy: person, followedBy: [] }),
  },
  ...[true, false].map((spareIsKept) => ({
    verb: 'receive',
    give: (rmaCase: RmaCase) =>
      receiveUnit(rmaCase, { site: 'SY', model: null, spareIsKept, receivedAt: at, receivedBy: person }),
  })),
  ...inspectionOutcomes.map((outcome) => ({
    verb: `inspect ${outcome}`,
    give: (rmaCase: RmaCase) =>
      inspectUnit(rmaCase, { outcome, cause: causeOf(outcome), findings: '', inspectedAt: at, inspectedBy: person }),
  })),
  ...([...repairMethods, 'vendor'] as const).map((method) => ({
    verb: `start ${method}`,
    give: (rmaCase: RmaCase, facts: ServiceFacts) =>
      startRepair(rmaCase, { method, startedAt: at, startedBy: person }, facts),
  })),
  ...repairResults.flatMap((result) =>
    [completeRepair, takeBackFromVendor].map((end) => ({
      verb: `end ${result}`,
      give: (rmaCase: RmaCase) => end(rmaCase, { result, workDone: '', completedAt: at, completedBy: person }),
    })),
  ),
  ...[true, false].map((passed) => ({
    verb: `test ${passed}`,
    give: (rmaCase: RmaCase) => testUnit(rmaCase, { passed, measured: '', testedAt: at, testedBy: person }),
  })),
  ...[null, 'Will not wait.'].map((customersWish) => ({
    verb: 'return',
    give: (rmaCase: RmaCase, facts: ServiceFacts) =>
      returnToCustomer(rmaCase, { returnedAt: at, customersWish }, facts),
  })),
  {
    verb: 'visit',
    give: (rmaCase, facts) => repairOnSite(rmaCase, { actionTaken: '', completedAt: at, technician: person }, facts),
  },
  { verb: 'restock', give: (rmaCase) => restockUnit(rmaCase, 'SY', at) },
  { verb: 'scrap', give: (rmaCase) => scrapUnit(rmaCase, at) },
];

const exchanges = [
  { outcome: 'formal-replacement', reference: 'LN-1' },
  { outcome: 'refund', reference: 'RF-1' },
] as const;

/** What the other services may tell of a case at any time. */
const foreignFacts: readonly Command['give'][] = [
  ...exchanges.map(
    ({ outcome: resolution, reference }): Command['give'] =>
      (rmaCase, facts) =>
        resolveByExchange(rmaCase, { resolution, reference, resolvedAt: at }, facts),
  ),
  (rmaCase, facts) => giveUpUnreturnedUnit(rmaCase, at, facts),
  (rmaCase) => correctUnreturnedUnit(rmaCase, at),
  (rmaCase) => takeUpAgain(rmaCase, { loanNumber: 'LN-20130416-0001', loanedAt: at }),
];

function decidedBy(give: Command['give'], rmaCase: RmaCase, facts: ServiceFacts): RmaCase | undefined {
  try {
    return give(rmaCase, facts).state;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** What tells two situations of a case apart; times and words do not. */
function keyOf({ state, unitOwner, resolution, inspection, repair, test, closedAt }: RmaCase): string {
  return JSON.stringify([
    state,
    unitOwner,
    resolution,
    inspection?.outcome,
    repair && [repair.result, repair.quoteNumber],
    test?.passed,
    closedAt !== null,
  ]);
}

/** Warranty answers a cause that is never free with "paid" (R6, W5); all else stays as it was told. */
function factsFor(rmaCase: RmaCase, facts: ServiceFacts): ServiceFacts {
  const { inspection } = rmaCase;
  if (!inspection || !isNeverFree(inspection.cause) || !facts.entitlement) return facts;
  return { ...facts, entitlement: { ...facts.entitlement, kind: 'paid' } };
}

interface Walk {
  readonly cases: ReadonlyMap<string, RmaCase>;
  /** By the situation, those that one command of ours leads to. */
  readonly ways: ReadonlyMap<string, ReadonlySet<string>>;
}

function walkFrom(start: RmaCase, facts: ServiceFacts): Walk {
  const cases = new Map([[keyOf(start), start]]);
  const ways = new Map<string, Set<string>>();
  // A Map visits what is added while it is walked.
  for (const [key, rmaCase] of cases) {
    const known = factsFor(rmaCase, facts);
    const ours = commands.flatMap(({ give }) => decidedBy(give, rmaCase, known) ?? []);
    const others = foreignFacts.flatMap((give) => decidedBy(give, rmaCase, known) ?? []);
    for (const next of [...ours, ...others]) if (!cases.has(keyOf(next))) cases.set(keyOf(next), next);
    ways.set(key, new Set(ours.map(keyOf)));
  }
  return { cases, ways };
}

/** The situations from which no sequence of our own commands leads to the end of the case. */
function wedged({ cases, ways }: Walk): string[] {
  const ending = new Set([...cases].filter(([, { closedAt }]) => closedAt !== null).map(([key]) => key));
  for (let before = -1; before !== ending.size;) {
    before = ending.size;
    for (const [key, next] of ways) if ([...next].some((one) => ending.has(one))) ending.add(key);
  }
  return [...cases.keys()].filter((key) => !ending.has(key));
}

/** Kept for a spare or a refund, and free again as that is declined in the pool or rejected in billing: as it was before, so that its ways on are the same. */
function afterDeclined(rmaCase: RmaCase): RmaCase[] {
  return exchanges.map(({ outcome, reference }) => {
    const { state } = answerProposal(rmaCase, { outcome, reference, proposal: 1, proposedAt: at });
    return releaseReservation(state, { reference, reason: 'declined', releasedAt: at }).state;
  });
}

const kinds = [undefined, 'refund', 'replacement', 'repair', 'parts-cost', 'paid'] as const;
const answers = [[], [quote('issued')], [quote('confirmed')], [quote('refused')], [quote('withdrawn')]];
const situations = kinds.flatMap((kind) =>
  answers.map((quotes) => [kind ?? 'not decided', quotes[0]?.state ?? 'none', told(kind, quotes)] as const),
);

describe('the ways on of a case', () => {
  const reached = new Set<string>();
  afterAll(() => expect([...unitWay.states].filter((state) => !reached.has(state))).toEqual([]));

  it.each(situations)(
    'E4 a customer’s unit, entitlement %s, quote %s: every state leads to the end',
    (_k, _q, facts) => {
      const walk = walkFrom(reportedCase(), facts);
      for (const { state } of walk.cases.values()) reached.add(state);
      expect(wedged(walk)).toEqual([]);
      for (const rmaCase of walk.cases.values()) expect(afterDeclined(rmaCase)).toEqual([rmaCase, rmaCase]);
    },
  );

  it.each(situations)(
    'E4 S13 the company’s unit, entitlement %s, quote %s: every state leads to the end',
    (_k, _q, facts) => {
      const walk = walkFrom({ ...reportedCase(), unitOwner: 'company' }, facts);
      expect(wedged(walk)).toEqual([]);
      const ended = [...walk.cases.values()].filter(({ closedAt }) => closedAt !== null);
      expect(new Set(ended.map(({ resolution }) => resolution))).toEqual(new Set(['own-unit', 'withdrawn']));
    },
  );

  it('S13 R8 nothing that is the company’s ends with a customer', () => {
    const walks = situations.map(([, , facts]) => walkFrom(reportedCase(), facts));
    const given = walks.flatMap(({ cases }) =>
      [...cases.values()].filter(({ unitOwner, state }) => unitOwner === 'company' && state === 'with-customer'),
    );
    expect(given).toEqual([]);
  });
});

const ofCase = (verb: string): string => `rma POST /v1/rma-cases/{faultNumber}/${verb}`;
const ofOrder = (verb: string): string => `rma POST /v1/dispatch-orders/{dispatchNumber}/${verb}`;
const ofException = (verb: string): string => `rma POST /v1/receipt-exceptions/{exceptionNumber}/${verb}`;
const ofScrap = (verb: string): string => `rma POST /v1/scrap-records/{scrapNumber}/${verb}`;
const vendorReceives = 'rma POST /v1/vendor-returns/{vendorReturnNumber}/receive';

describe('the ways on of a case and its documents have routes, and roles that may take them', () => {
  it('E4 of a case', () => {
    expect(
      wrongWaysOn(
        unitWay,
        {
          triage: [ofCase('triage')],
          solveRemotely: [ofCase('triage')],
          withdraw: [ofCase('withdraw')],
          takeUpReported: ['spare-pool.spare-unit-loaned.v1'],
          takeUpTriaged: ['spare-pool.spare-unit-loaned.v1'],
          repairOnSite: [ofOrder('complete')],
          receive: [ofCase('receive'), ofException('link')],
          leaveWithCustomer: ['spare-pool.advance-replacement-overdue.v1'],
          settle: ['spare-pool.advance-charge-withdrawn.v1'],
          inspect: [ofCase('inspect')],
          startRepair: [ofCase('start-repair')],
          sendToVendor: ['rma POST /v1/vendor-returns'],
          finishRepair: [ofCase('complete-repair'), vendorReceives],
          giveUp: [ofCase('complete-repair'), vendorReceives],
          passTest: [ofCase('test')],
          failTest: [ofCase('test')],
          returnRepaired: [ofCase('return-to-customer')],
          returnUnrepaired: [ofCase('return-to-customer')],
          restock: [ofCase('restock')],
          scrap: [ofScrap('execute')],
        },
        ['withdrawn'],
      ),
    ).toEqual([]);
  });

  it('E4 of a dispatch order, a notice, an exception, a vendor’s return and a scrap record', () => {
    expect([
      ...wrongWaysOn(dispatchOrderLifecycle, {
        complete: [ofOrder('complete')],
        reassign: [ofOrder('reassign')],
        cancel: [ofOrder('cancel')],
      }),
      ...wrongWaysOn(noticeLifecycle, {
        recover: ['rma POST /v1/spare-replacement-notices/{noticeNumber}/recover', 'spare-pool.spare-unit-returned.v1'],
      }),
      ...wrongWaysOn(receiptExceptionLifecycle, { link: [ofException('link')], resolve: [ofException('resolve')] }),
      ...wrongWaysOn(vendorReturnLifecycle, { receive: [vendorReceives] }),
      ...wrongWaysOn(scrapLifecycle, {
        appraise: [ofScrap('appraise')],
        completeAppraisal: [ofScrap('appraise')],
        approve: [ofScrap('approve')],
        reject: [ofScrap('reject')],
        withdraw: [ofScrap('withdraw')],
        askHold: [ofScrap('hold')],
        noteHold: ['spare-pool.scrap-hold-made.v1', 'spare-pool.scrap-hold-refused.v1'],
        execute: [ofScrap('execute')],
      }),
    ]).toEqual([]);
  });
});
