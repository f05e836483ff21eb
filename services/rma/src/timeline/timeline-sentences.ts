import * as contracts from '@rotables/contracts';
import type { EventBody, EventContract } from '@rotables/contracts';
import { addDays, parseBusinessDate } from '@rotables/domain-kernel';
import type { JsonObject, JsonValue } from '@rotables/domain-kernel';

/** What the timeline says of one event. */
export interface Told {
  /** Business time: an instant, a date where the event names only a day, or null where it names neither. */
  readonly occurredAt: string | null;
  readonly sentence: string;
  /** The fields of the event that the sentence names, as they came; of an end that the event gives as the day after it, the last day. */
  readonly facts: JsonObject;
}

interface Telling {
  readonly contract: EventContract;
  /** The field with the business time. */
  readonly at: string | null;
  /** `{field}` stands for the value of that field of the event. */
  readonly sentence: string;
}

function telling<Contract extends EventContract>(
  contract: Contract,
  at: (keyof EventBody<Contract> & string) | null,
  sentence: string,
): Telling {
  return { contract, at, sentence };
}

/** How each event of each service reads on the timeline of a case (R11). An event that is not here is not shown. */
export const tellings: readonly Telling[] = [
  telling(contracts.faultReportedV1, 'reportedAt', '{reporterName} reported a {severity} fault of {serial}: {symptom}'),
  telling(contracts.caseTriagedV1, 'triagedAt', 'Triaged by {triagedBy}: {outcome}. {note}'),
  telling(contracts.unitReceivedV1, 'receivedAt', '{serial} was received at {site} by {receivedBy}.'),
  telling(contracts.unitInspectedV1, 'inspectedAt', 'Inspected by {inspectedBy}: {outcome}, cause {cause}. {findings}'),
  telling(contracts.repairStartedV1, 'startedAt', 'Repair ({method}) was begun by {startedBy}; quote: {quoteNumber}.'),
  telling(contracts.repairCompletedV1, 'completedAt', 'Repair ended: {result}. {workDone}'),
  telling(contracts.unitTestedV1, 'testedAt', 'Tested by {testedBy}; passed: {passed}. {measured}'),
  telling(
    contracts.unitReturnedToCustomerV1,
    'returnedAt',
    '{serial} went back to the customer after {downtimeDays} days; repaired: {repaired}.',
  ),
  telling(contracts.unitRestockedV1, 'restockedAt', '{serial} was restocked at {site} as refurbished.'),
  telling(contracts.caseResolvedV1, 'resolvedAt', 'The customer is served: {resolution}.'),
  telling(contracts.caseClosedV1, 'closedAt', 'The case is closed; unit: {unitDisposition}.'),
  telling(contracts.caseWithdrawnV1, 'withdrawnAt', '{withdrawnBy} withdrew the report of {serial}: {reason}'),
  telling(contracts.caseReopenedV1, 'reopenedAt', 'The case is open again, for {serial} came after all.'),
  telling(
    contracts.caseTakenUpAgainV1,
    'takenUpAt',
    'The withdrawal does not stand: {loanNumber} had been lent for {serial}.',
  ),
  telling(
    contracts.caseResolutionCorrectedV1,
    'correctedAt',
    'The customer is served otherwise than was said: {resolution} instead of {was}.',
  ),
  telling(
    contracts.outcomeReservedV1,
    'reservedAt',
    'The case is kept for the {outcome} of {reference}, and ends in no other way meanwhile.',
  ),
  telling(contracts.outcomeRefusedV1, 'refusedAt', 'There is no {outcome} by {reference}: {reason}.'),
  telling(
    contracts.outcomeReleasedV1,
    'releasedAt',
    'The case is no longer kept for the {outcome} of {reference}: {reason}.',
  ),
  telling(contracts.unitOwnerCorrectedV1, 'correctedAt', '{serial} turned out to be the property of the {unitOwner}.'),
  telling(contracts.dispatchOrderIssuedV1, 'issuedAt', '{technician} was sent to the customer with {dispatchNumber}.'),
  telling(
    contracts.dispatchOrderReassignedV1,
    'reassignedAt',
    '{technician} goes to the customer instead of {formerTechnician} ({dispatchNumber}): {reason}',
  ),
  telling(contracts.dispatchOrderCancelledV1, 'cancelledAt', '{cancelledBy} cancelled {dispatchNumber}: {reason}'),
  telling(
    contracts.dispatchOrderCompletedV1,
    'completedAt',
    'Visit {dispatchNumber} ended; repaired on site: {repairedOnSite}. {actionTaken}',
  ),
  telling(
    contracts.spareReplacementNoticeIssuedV1,
    'issuedAt',
    'Notice {noticeNumber} puts {replacementSerial} in for {defectiveSerial}.',
  ),
  telling(
    contracts.spareReplacementNoticeRecoveredV1,
    'recoveredAt',
    'Notice {noticeNumber} was recovered: {outcome}.',
  ),
  telling(
    contracts.receiptExceptionOpenedV1,
    'openedAt',
    'Exception {exceptionNumber} was opened: {exceptionKind}, scanned {scannedSerial}, expected {expectedSerial}. {note}',
  ),
  telling(
    contracts.receiptExceptionResolvedV1,
    'resolvedAt',
    'Exception {exceptionNumber} was resolved by {resolvedBy}: {resolution}',
  ),
  telling(
    contracts.vendorReturnSentV1,
    'sentAt',
    '{serial} was sent to {vendor} with {vendorReturnNumber}, due back on {dueBackOn}.',
  ),
  telling(contracts.vendorReturnReceivedV1, 'receivedAt', '{serial} came back from {vendor}: {result}.'),
  telling(
    contracts.scrapProposedV1,
    'proposedAt',
    '{proposedBy} proposed to scrap {serial} ({reason}) with {scrapNumber}.',
  ),
  telling(
    contracts.scrapAppraisedV1,
    'appraisedAt',
    '{appraisedBy} ({department}) appraised {scrapNumber}: {opinion}.',
  ),
  telling(contracts.scrapApprovedV1, 'approvedAt', '{approvedBy} approved {scrapNumber}.'),
  telling(contracts.scrapRejectedV1, 'rejectedAt', '{rejectedBy} rejected {scrapNumber}: {reason}'),
  telling(contracts.scrapExecutedV1, 'executedAt', '{executedBy} scrapped {serial}: {method}'),
  telling(
    contracts.scrapHoldAskedV1,
    'askedAt',
    '{askedBy} asked the pool once more to hold {serial} for {scrapNumber}.',
  ),
  telling(contracts.scrapWithdrawnV1, 'withdrawnAt', '{withdrawnBy} withdrew {scrapNumber}: {reason}'),
  telling(contracts.entitlementDecidedV1, 'asOfOn', 'Entitled to {kind} by rule {rule}: {reason}'),
  telling(
    contracts.entitlementSupersededV1,
    'asOfOn',
    'Entitlement {supersedes} is superseded by {entitlementId}: {kind} by rule {rule}, cause {cause}. {reason}',
  ),
  telling(contracts.coverageExtendedV1, null, 'Coverage of {serial} was extended by {days} days, to {coveredUntil}.'),
  telling(contracts.coverageEndedV1, 'endedAt', 'Coverage of {serial} ended: {reason}.'),
  telling(
    contracts.coverageInheritedV1,
    'inheritedAt',
    '{serial} took over the coverage of {inheritedFrom}, to {coveredUntil}.',
  ),
  telling(contracts.coverageRenewedV1, 'renewedOn', 'Coverage of {serial} was renewed from {fromOn} to {untilOn}.'),
  telling(
    contracts.spareUnitLoanedV1,
    'loanedAt',
    'Spare {serial} ({model}) was lent from {site} with {loanNumber} ({loanKind}), due back on {dueBackOn}.',
  ),
  telling(contracts.spareUnitReturnedV1, 'returnedAt', 'Spare {serial} came back to {site} ({loanNumber}).'),
  telling(
    contracts.formalReplacementMadeV1,
    'madeAt',
    'Spare {serial} replaces {replacedSerial} for good ({loanNumber}).',
  ),
  telling(
    contracts.formalReplacementProposedV1,
    'proposedAt',
    '{proposedBy} proposed that spare {serial} stays for {replacedSerial} ({ground}, {loanNumber}).',
  ),
  telling(
    contracts.formalReplacementDeclinedV1,
    'declinedAt',
    '{declinedBy} declined that spare {serial} stays ({loanNumber}): {reason}',
  ),
  telling(
    contracts.loanedUnitLossReportedV1,
    'lostAt',
    '{reportedBy} said that the customer lost spare {serial} ({loanNumber}); to be confirmed.',
  ),
  telling(
    contracts.loanedUnitLossDeclinedV1,
    'declinedAt',
    '{declinedBy} declined that spare {serial} was lost at the customer ({loanNumber}): {reason}',
  ),
  telling(
    contracts.loanedUnitLostV1,
    'lostAt',
    'Spare {serial} was lost while lent ({loanNumber}); liable: {liable}, in the keeping of {custodian}.',
  ),
  telling(
    contracts.loanedUnitDamagedV1,
    'returnedAt',
    'Spare {serial} came back damaged by the customer ({loanNumber}), who owes it. {note}',
  ),
  telling(
    contracts.advanceChargeWithdrawnV1,
    'withdrawnAt',
    'The charge for {serial} is withdrawn ({loanNumber}): {reason}.',
  ),
  telling(
    contracts.advanceReplacementOverdueV1,
    'asOfOn',
    'The defective unit {defectiveSerial} was due back on {dueBackOn} and is overdue ({loanNumber}).',
  ),
  telling(
    contracts.defectiveUnitRecoveredV1,
    'recoveredAt',
    'The defective unit {defectiveSerial} came back ({loanNumber}).',
  ),
  telling(contracts.shortageRaisedV1, 'raisedAt', '{site} had no {model} to lend ({shortageNumber}).'),
  telling(contracts.unitMovedV1, 'movedAt', '{serial}: {movement}, to {toPlace} ({condition}, owner {owner}).'),
  telling(contracts.quoteIssuedV1, 'issuedAt', 'Quote {quoteNumber} over {totalFen} fen was issued.'),
  telling(
    contracts.quoteConfirmedV1,
    'confirmedAt',
    '{confirmedBy} confirmed quote {quoteNumber} over {totalFen} fen.',
  ),
  telling(contracts.quoteWithdrawnV1, 'withdrawnAt', '{withdrawnBy} withdrew quote {quoteNumber}: {reason}'),
  telling(contracts.quoteRefusedV1, 'refusedAt', '{refusedBy} refused quote {quoteNumber} over {totalFen} fen.'),
  telling(contracts.chargePostedV1, 'postedAt', 'Charge {chargeNumber} over {amountFen} fen to {debtor} ({reason}).'),
  telling(contracts.chargeReversedV1, 'reversedAt', 'Charge {chargeNumber} was reversed: {reversalReason}'),
  telling(contracts.chargeRepaidV1, 'repaidAt', 'What was paid on {chargeNumber} went back by {method}.'),
  telling(
    contracts.chargePartlyPaidV1,
    'paidAt',
    'Of charge {chargeNumber}, {paidFen} fen were paid; {openFen} fen stay open.',
  ),
  telling(contracts.chargeSettledV1, 'settledAt', 'Charge {chargeNumber} was paid in whole.'),
  telling(
    contracts.paymentReceivedV1,
    'receivedAt',
    '{amountFen} fen were received ({method}), receipt {receiptNumber}.',
  ),
  telling(
    contracts.refundProposedV1,
    'proposedAt',
    'Refund {refundNumber} of {amountFen} fen was proposed by {proposedBy}.',
  ),
  telling(contracts.refundRejectedV1, 'rejectedAt', '{rejectedBy} rejected refund {refundNumber}: {reason}'),
  telling(
    contracts.refundPaidV1,
    'paidAt',
    'Refund {refundNumber} of {amountFen} fen was paid, approved by {approvedBy}.',
  ),
];

/** Events name the day after the last covered one (W2); people are told the last. */
const daysAfterTheLast: ReadonlySet<string> = new Set(['coveredUntil', 'untilOn']);
const fieldInSentence = /\{(\w+)\}/g;
const tellingByType: ReadonlyMap<string, Telling> = new Map(tellings.map((one) => [one.contract.type, one]));

/** The events of other services that the timeline shows. */
export const foreignTypes: readonly string[] = tellings
  .map(({ contract }) => contract.type)
  .filter((type) => !type.startsWith('rma.'));

/** The sentence and the business time of an event, or undefined where the timeline does not show such events. */
export function told(type: string, body: JsonObject): Told | undefined {
  const found = tellingByType.get(type);
  if (!found) return undefined;
  const at = found.at === null ? null : body[found.at];
  const sentence = found.sentence.replace(fieldInSentence, (_whole, field: string) => inWords(shown(field, body)));
  const named = [...found.sentence.matchAll(fieldInSentence)].map(([, field = '']) => [field, shown(field, body)]);
  return {
    occurredAt: typeof at === 'string' ? at : null,
    sentence: sentence.trim(),
    facts: Object.fromEntries(named) as JsonObject,
  };
}

function shown(field: string, body: JsonObject): JsonValue {
  const value = body[field] ?? null;
  return daysAfterTheLast.has(field) && typeof value === 'string' ? addDays(parseBusinessDate(value), -1) : value;
}

function inWords(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
