import { parseActorId, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { inspectUnit, receiveUnit, reportFault, type ReceiptFacts } from '../src/rma-case/case-intake.js';
import type { CaseDecision, InspectionOutcome, RmaCase } from '../src/rma-case/rma-case.js';
import type { EntitlementFact, QuoteFact, ServiceFacts } from '../src/rma-case/service-facts.js';

/** For tests: a day of April 2013, at ten in the morning in Shanghai. */
export const april = (day: number): Date => new Date(Date.UTC(2013, 3, day, 2));
export const technician = parseActorId('chen.jun');

/** For tests: the case as it is after its report on 16 April. */
export function reportedCase(): RmaCase {
  return reportFault({
    faultNumber: 'FR-20130416-0007',
    serial: parseSerial('9VS3FM1J'),
    city: parseCityCode('DL'),
    model: null,
    customerPhone: null,
    reporterName: 'Sun Li',
    reporterPhone: '0411-5550-0101',
    plate: null,
    symptom: 'No signal.',
    severity: 'normal',
    cause: 'product-fault',
    serviceFeePaid: true,
    unitOwner: 'customer',
    reportedAt: april(16),
    heardAt: april(16),
    reportedBy: parseActorId('zhang.wei'),
  }).state;
}

export const receipt = (other: Partial<ReceiptFacts> = {}): ReceiptFacts => ({
  site: 'SY',
  model: 'ST31500541AS',
  spareIsKept: false,
  receivedAt: april(17),
  receivedBy: parseActorId('liu.yang'),
  ...other,
});

export function receivedCase(): RmaCase {
  return receiveUnit(reportedCase(), receipt()).state;
}

export function inspectedCase(outcome: InspectionOutcome = 'fault-confirmed'): RmaCase {
  const cause = outcome === 'external-damage' ? 'liquid' : 'product-fault';
  return inspectUnit(receivedCase(), { outcome, cause, findings: '', inspectedAt: april(18), inspectedBy: technician })
    .state;
}

/** For tests: what the other services told. */
export function told(
  kind?: EntitlementFact['kind'],
  quotes: readonly QuoteFact[] = [],
  supersededAt: Date | null = null,
): ServiceFacts {
  const entitlement = kind && { entitlementId: 'EN-1', kind, rule: 'W2', reason: '', coveredUntil: null, supersededAt };
  return { entitlement: entitlement ?? null, quotes };
}

export function quote(state: QuoteFact['state'], answeredAt: Date | null = april(19)): QuoteFact {
  return {
    quoteNumber: 'QT-1',
    totalFen: 28_000,
    state,
    answeredAt: state === 'issued' ? null : answeredAt,
    confirmedAt: state === 'confirmed' ? answeredAt : null,
  };
}

export function typesIn({ events }: CaseDecision): string[] {
  return events.map(({ type }) => type.replace(/^rma\.|\.v1$/g, ''));
}
