import type { EventContract } from './define-event.js';
import { accountChangedV1 } from './events/console/account-changed.v1.js';
import { planDefinedV1 } from './events/warranty/plan-defined.v1.js';
import { unitRegisteredV1 } from './events/warranty/unit-registered.v1.js';
import { coverageExtendedV1 } from './events/warranty/coverage-extended.v1.js';
import { coverageRenewedV1 } from './events/warranty/coverage-renewed.v1.js';
import { coverageEndedV1 } from './events/warranty/coverage-ended.v1.js';
import { coverageInheritedV1 } from './events/warranty/coverage-inherited.v1.js';
import { serviceFeeRecordedV1 } from './events/warranty/service-fee-recorded.v1.js';
import { installedBaseChangedV1 } from './events/warranty/installed-base-changed.v1.js';
import { entitlementDecidedV1 } from './events/warranty/entitlement-decided.v1.js';
import { entitlementSupersededV1 } from './events/warranty/entitlement-superseded.v1.js';
import { siteOpenedV1 } from './events/spare-pool/site-opened.v1.js';
import { custodyHandedOverV1 } from './events/spare-pool/custody-handed-over.v1.js';
import { allocationChangedV1 } from './events/spare-pool/allocation-changed.v1.js';
import { unitFactSettledV1 } from './events/spare-pool/unit-fact-settled.v1.js';
import { unitMovedV1 } from './events/spare-pool/unit-moved.v1.js';
import { acquisitionWithdrawalDeclinedV1 } from './events/spare-pool/acquisition-withdrawal-declined.v1.js';
import { acquisitionWithdrawalProposedV1 } from './events/spare-pool/acquisition-withdrawal-proposed.v1.js';
import { acquisitionWithdrawnV1 } from './events/spare-pool/acquisition-withdrawn.v1.js';
import { spareApplicationSubmittedV1 } from './events/spare-pool/spare-application-submitted.v1.js';
import { spareApplicationApprovedV1 } from './events/spare-pool/spare-application-approved.v1.js';
import { spareApplicationRejectedV1 } from './events/spare-pool/spare-application-rejected.v1.js';
import { shipmentDispatchedV1 } from './events/spare-pool/shipment-dispatched.v1.js';
import { shipmentReceivedV1 } from './events/spare-pool/shipment-received.v1.js';
import { spareUnitLoanedV1 } from './events/spare-pool/spare-unit-loaned.v1.js';
import { spareUnitReturnedV1 } from './events/spare-pool/spare-unit-returned.v1.js';
import { formalReplacementMadeV1 } from './events/spare-pool/formal-replacement-made.v1.js';
import { loanedUnitLostV1 } from './events/spare-pool/loaned-unit-lost.v1.js';
import { defectiveUnitRecoveredV1 } from './events/spare-pool/defective-unit-recovered.v1.js';
import { advanceReplacementOverdueV1 } from './events/spare-pool/advance-replacement-overdue.v1.js';
import { advanceChargeWithdrawnV1 } from './events/spare-pool/advance-charge-withdrawn.v1.js';
import { formalReplacementProposedV1 } from './events/spare-pool/formal-replacement-proposed.v1.js';
import { formalReplacementDeclinedV1 } from './events/spare-pool/formal-replacement-declined.v1.js';
import { loanedUnitLossDeclinedV1 } from './events/spare-pool/loaned-unit-loss-declined.v1.js';
import { loanedUnitLossReportedV1 } from './events/spare-pool/loaned-unit-loss-reported.v1.js';
import { loanedUnitDamagedV1 } from './events/spare-pool/loaned-unit-damaged.v1.js';
import { modelCataloguedV1 } from './events/spare-pool/model-catalogued.v1.js';
import { substitutionListedV1 } from './events/spare-pool/substitution-listed.v1.js';
import { shortageRaisedV1 } from './events/spare-pool/shortage-raised.v1.js';
import { spareUnitLostV1 } from './events/spare-pool/spare-unit-lost.v1.js';
import { spareUnitFoundV1 } from './events/spare-pool/spare-unit-found.v1.js';
import { reconciliationOpenedV1 } from './events/spare-pool/reconciliation-opened.v1.js';
import { reconciliationClosedV1 } from './events/spare-pool/reconciliation-closed.v1.js';
import { replenishmentOrderedV1 } from './events/spare-pool/replenishment-ordered.v1.js';
import { spareApplicationFilledV1 } from './events/spare-pool/spare-application-filled.v1.js';
import { shipmentDiscrepancyResolvedV1 } from './events/spare-pool/shipment-discrepancy-resolved.v1.js';
import { shortageClosedV1 } from './events/spare-pool/shortage-closed.v1.js';
import { scrapHoldReleasedV1 } from './events/spare-pool/scrap-hold-released.v1.js';
import { scrapHoldRefusedV1 } from './events/spare-pool/scrap-hold-refused.v1.js';
import { scrapHoldMadeV1 } from './events/spare-pool/scrap-hold-made.v1.js';
import { earlyReplenishmentRequestedV1 } from './events/spare-pool/early-replenishment-requested.v1.js';
import { reconciliationCountedV1 } from './events/spare-pool/reconciliation-counted.v1.js';
import { reconciliationDiscrepancyResolvedV1 } from './events/spare-pool/reconciliation-discrepancy-resolved.v1.js';
import { reconciliationSignedV1 } from './events/spare-pool/reconciliation-signed.v1.js';
import { spareApplicationWithdrawnV1 } from './events/spare-pool/spare-application-withdrawn.v1.js';
import { spareApplicationRestClosedV1 } from './events/spare-pool/spare-application-rest-closed.v1.js';
import { replenishmentRestClosedV1 } from './events/spare-pool/replenishment-rest-closed.v1.js';
import { reconciliationSentBackV1 } from './events/spare-pool/reconciliation-sent-back.v1.js';
import { reconciliationScanTakenOutV1 } from './events/spare-pool/reconciliation-scan-taken-out.v1.js';
import { custodyHandOverOpenedV1 } from './events/spare-pool/custody-hand-over-opened.v1.js';
import { custodyHandOverEndedV1 } from './events/spare-pool/custody-hand-over-ended.v1.js';
import { faultReportedV1 } from './events/rma/fault-reported.v1.js';
import { caseTriagedV1 } from './events/rma/case-triaged.v1.js';
import { unitReceivedV1 } from './events/rma/unit-received.v1.js';
import { unitInspectedV1 } from './events/rma/unit-inspected.v1.js';
import { repairStartedV1 } from './events/rma/repair-started.v1.js';
import { repairCompletedV1 } from './events/rma/repair-completed.v1.js';
import { unitTestedV1 } from './events/rma/unit-tested.v1.js';
import { unitReturnedToCustomerV1 } from './events/rma/unit-returned-to-customer.v1.js';
import { unitRestockedV1 } from './events/rma/unit-restocked.v1.js';
import { caseResolvedV1 } from './events/rma/case-resolved.v1.js';
import { caseClosedV1 } from './events/rma/case-closed.v1.js';
import { dispatchOrderIssuedV1 } from './events/rma/dispatch-order-issued.v1.js';
import { dispatchOrderCompletedV1 } from './events/rma/dispatch-order-completed.v1.js';
import { spareReplacementNoticeIssuedV1 } from './events/rma/spare-replacement-notice-issued.v1.js';
import { spareReplacementNoticeRecoveredV1 } from './events/rma/spare-replacement-notice-recovered.v1.js';
import { outcomeRefusedV1 } from './events/rma/outcome-refused.v1.js';
import { outcomeReleasedV1 } from './events/rma/outcome-released.v1.js';
import { outcomeReservedV1 } from './events/rma/outcome-reserved.v1.js';
import { receiptExceptionOpenedV1 } from './events/rma/receipt-exception-opened.v1.js';
import { receiptExceptionResolvedV1 } from './events/rma/receipt-exception-resolved.v1.js';
import { vendorReturnSentV1 } from './events/rma/vendor-return-sent.v1.js';
import { vendorReturnReceivedV1 } from './events/rma/vendor-return-received.v1.js';
import { scrapProposedV1 } from './events/rma/scrap-proposed.v1.js';
import { scrapAppraisedV1 } from './events/rma/scrap-appraised.v1.js';
import { scrapApprovedV1 } from './events/rma/scrap-approved.v1.js';
import { scrapHoldAskedV1 } from './events/rma/scrap-hold-asked.v1.js';
import { scrapRejectedV1 } from './events/rma/scrap-rejected.v1.js';
import { scrapExecutedV1 } from './events/rma/scrap-executed.v1.js';
import { caseWithdrawnV1 } from './events/rma/case-withdrawn.v1.js';
import { caseReopenedV1 } from './events/rma/case-reopened.v1.js';
import { caseTakenUpAgainV1 } from './events/rma/case-taken-up-again.v1.js';
import { caseResolutionCorrectedV1 } from './events/rma/case-resolution-corrected.v1.js';
import { unitOwnerCorrectedV1 } from './events/rma/unit-owner-corrected.v1.js';
import { dispatchOrderReassignedV1 } from './events/rma/dispatch-order-reassigned.v1.js';
import { dispatchOrderCancelledV1 } from './events/rma/dispatch-order-cancelled.v1.js';
import { scrapWithdrawnV1 } from './events/rma/scrap-withdrawn.v1.js';
import { quoteIssuedV1 } from './events/billing/quote-issued.v1.js';
import { quoteConfirmedV1 } from './events/billing/quote-confirmed.v1.js';
import { quoteRefusedV1 } from './events/billing/quote-refused.v1.js';
import { chargePostedV1 } from './events/billing/charge-posted.v1.js';
import { chargeRepaidV1 } from './events/billing/charge-repaid.v1.js';
import { chargeReversedV1 } from './events/billing/charge-reversed.v1.js';
import { chargeSettledV1 } from './events/billing/charge-settled.v1.js';
import { paymentReceivedV1 } from './events/billing/payment-received.v1.js';
import { refundProposedV1 } from './events/billing/refund-proposed.v1.js';
import { refundPaidV1 } from './events/billing/refund-paid.v1.js';
import { handoverSubmittedV1 } from './events/billing/handover-submitted.v1.js';
import { handoverAcceptedV1 } from './events/billing/handover-accepted.v1.js';
import { handoverDifferenceClearedV1 } from './events/billing/handover-difference-cleared.v1.js';
import { periodClosedV1 } from './events/billing/period-closed.v1.js';
import { chargePartlyPaidV1 } from './events/billing/charge-partly-paid.v1.js';
import { quoteWithdrawnV1 } from './events/billing/quote-withdrawn.v1.js';
import { refundRejectedV1 } from './events/billing/refund-rejected.v1.js';
import { feeDefinedV1 } from './events/billing/fee-defined.v1.js';
import { cityGradedV1 } from './events/billing/city-graded.v1.js';
import { serviceFeePaidV1 } from './events/billing/service-fee-paid.v1.js';
import { serviceFeeTakenBackV1 } from './events/billing/service-fee-taken-back.v1.js';
import { warrantyTrailAnchoredV1 } from './events/warranty/trail-anchored.v1.js';
import { sparePoolTrailAnchoredV1 } from './events/spare-pool/trail-anchored.v1.js';
import { rmaTrailAnchoredV1 } from './events/rma/trail-anchored.v1.js';
import { billingTrailAnchoredV1 } from './events/billing/trail-anchored.v1.js';
import { consoleTrailAnchoredV1 } from './events/console/trail-anchored.v1.js';

const all: readonly EventContract[] = [
  accountChangedV1,
  planDefinedV1,
  unitRegisteredV1,
  coverageExtendedV1,
  coverageRenewedV1,
  coverageEndedV1,
  coverageInheritedV1,
  serviceFeeRecordedV1,
  installedBaseChangedV1,
  entitlementDecidedV1,
  entitlementSupersededV1,
  siteOpenedV1,
  custodyHandedOverV1,
  allocationChangedV1,
  unitFactSettledV1,
  unitMovedV1,
  acquisitionWithdrawalDeclinedV1,
  acquisitionWithdrawalProposedV1,
  acquisitionWithdrawnV1,
  spareApplicationSubmittedV1,
  spareApplicationApprovedV1,
  spareApplicationRejectedV1,
  custodyHandOverEndedV1,
  custodyHandOverOpenedV1,
  reconciliationScanTakenOutV1,
  reconciliationSentBackV1,
  replenishmentRestClosedV1,
  spareApplicationRestClosedV1,
  spareApplicationWithdrawnV1,
  shipmentDispatchedV1,
  shipmentReceivedV1,
  spareUnitLoanedV1,
  spareUnitReturnedV1,
  formalReplacementMadeV1,
  loanedUnitLostV1,
  defectiveUnitRecoveredV1,
  advanceReplacementOverdueV1,
  advanceChargeWithdrawnV1,
  formalReplacementProposedV1,
  formalReplacementDeclinedV1,
  loanedUnitLossReportedV1,
  loanedUnitLossDeclinedV1,
  loanedUnitDamagedV1,
  modelCataloguedV1,
  substitutionListedV1,
  shortageRaisedV1,
  spareUnitLostV1,
  spareUnitFoundV1,
  reconciliationOpenedV1,
  reconciliationClosedV1,
  replenishmentOrderedV1,
  spareApplicationFilledV1,
  shipmentDiscrepancyResolvedV1,
  shortageClosedV1,
  scrapHoldReleasedV1,
  scrapHoldRefusedV1,
  scrapHoldMadeV1,
  earlyReplenishmentRequestedV1,
  reconciliationCountedV1,
  reconciliationDiscrepancyResolvedV1,
  reconciliationSignedV1,
  faultReportedV1,
  caseTriagedV1,
  unitReceivedV1,
  unitInspectedV1,
  repairStartedV1,
  repairCompletedV1,
  unitTestedV1,
  unitReturnedToCustomerV1,
  unitRestockedV1,
  caseResolvedV1,
  caseClosedV1,
  dispatchOrderIssuedV1,
  dispatchOrderCompletedV1,
  spareReplacementNoticeIssuedV1,
  spareReplacementNoticeRecoveredV1,
  outcomeRefusedV1,
  outcomeReleasedV1,
  outcomeReservedV1,
  receiptExceptionOpenedV1,
  receiptExceptionResolvedV1,
  vendorReturnSentV1,
  vendorReturnReceivedV1,
  scrapProposedV1,
  scrapAppraisedV1,
  scrapApprovedV1,
  scrapHoldAskedV1,
  scrapRejectedV1,
  scrapExecutedV1,
  caseWithdrawnV1,
  caseReopenedV1,
  caseTakenUpAgainV1,
  caseResolutionCorrectedV1,
  unitOwnerCorrectedV1,
  dispatchOrderReassignedV1,
  dispatchOrderCancelledV1,
  scrapWithdrawnV1,
  quoteIssuedV1,
  quoteConfirmedV1,
  quoteRefusedV1,
  chargePostedV1,
  chargeReversedV1,
  chargeRepaidV1,
  chargeSettledV1,
  paymentReceivedV1,
  refundProposedV1,
  refundPaidV1,
  handoverSubmittedV1,
  handoverAcceptedV1,
  handoverDifferenceClearedV1,
  periodClosedV1,
  chargePartlyPaidV1,
  quoteWithdrawnV1,
  refundRejectedV1,
  feeDefinedV1,
  cityGradedV1,
  serviceFeePaidV1,
  serviceFeeTakenBackV1,
  warrantyTrailAnchoredV1,
  sparePoolTrailAnchoredV1,
  rmaTrailAnchoredV1,
  billingTrailAnchoredV1,
  consoleTrailAnchoredV1,
];

/** Every event of every service, by its type. A new event is added to this list and nowhere else. */
export const eventContracts: ReadonlyMap<string, EventContract> = new Map(
  all.map((contract) => [contract.type, contract]),
);

/** Every topic of the backbone; created by deployment, never by accident. */
export const topics: readonly string[] = [...new Set(all.map((contract) => contract.topic))].sort();

/** Partitions of each topic: how many consumers of one service may share its work. */
export const partitionsPerTopic = 3;
