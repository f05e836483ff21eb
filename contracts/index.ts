export * from './define-event.js';
export * from './event-contracts.js';
export {
  departments,
  type Department,
  cityField,
  dateField,
  faultNumberField,
  modelField,
  serialField,
  siteField,
  textField,
} from './fields.js';
export * from './events/console/account-changed.v1.js';
export {
  chargeReasons,
  faultCauses,
  entitlementKinds,
  exchanges,
  outcomeRefusals,
  replacementGrounds,
  type Exchange,
  type OutcomeRefusal,
  type EntitlementKind,
  type FaultCause,
  type ReplacementGround,
} from './fields.js';
export * from './events/warranty/plan-defined.v1.js';
export * from './events/warranty/unit-registered.v1.js';
export * from './events/warranty/coverage-extended.v1.js';
export * from './events/warranty/coverage-renewed.v1.js';
export * from './events/warranty/coverage-ended.v1.js';
export * from './events/warranty/coverage-inherited.v1.js';
export * from './events/warranty/service-fee-recorded.v1.js';
export * from './events/warranty/installed-base-changed.v1.js';
export * from './events/warranty/entitlement-decided.v1.js';
export * from './events/warranty/entitlement-superseded.v1.js';
export * from './events/spare-pool/site-opened.v1.js';
export * from './events/spare-pool/custody-handed-over.v1.js';
export * from './events/spare-pool/allocation-changed.v1.js';
export * from './events/spare-pool/unit-fact-settled.v1.js';
export * from './events/spare-pool/unit-moved.v1.js';
export * from './events/spare-pool/acquisition-withdrawal-declined.v1.js';
export * from './events/spare-pool/acquisition-withdrawal-proposed.v1.js';
export * from './events/spare-pool/acquisition-withdrawn.v1.js';
export * from './events/spare-pool/spare-application-submitted.v1.js';
export * from './events/spare-pool/spare-application-approved.v1.js';
export * from './events/spare-pool/spare-application-rejected.v1.js';
export * from './events/spare-pool/shipment-dispatched.v1.js';
export * from './events/spare-pool/shipment-received.v1.js';
export * from './events/spare-pool/spare-unit-loaned.v1.js';
export * from './events/spare-pool/spare-unit-returned.v1.js';
export * from './events/spare-pool/formal-replacement-made.v1.js';
export * from './events/spare-pool/loaned-unit-lost.v1.js';
export * from './events/spare-pool/defective-unit-recovered.v1.js';
export * from './events/spare-pool/advance-replacement-overdue.v1.js';
export * from './events/spare-pool/advance-charge-withdrawn.v1.js';
export * from './events/spare-pool/formal-replacement-proposed.v1.js';
export * from './events/spare-pool/formal-replacement-declined.v1.js';
export * from './events/spare-pool/loaned-unit-loss-declined.v1.js';
export * from './events/spare-pool/loaned-unit-loss-reported.v1.js';
export * from './events/spare-pool/loaned-unit-damaged.v1.js';
export * from './events/spare-pool/model-catalogued.v1.js';
export * from './events/spare-pool/substitution-listed.v1.js';
export * from './events/spare-pool/shortage-raised.v1.js';
export * from './events/spare-pool/spare-unit-lost.v1.js';
export * from './events/spare-pool/spare-unit-found.v1.js';
export * from './events/spare-pool/reconciliation-opened.v1.js';
export * from './events/spare-pool/reconciliation-closed.v1.js';
export * from './events/spare-pool/replenishment-ordered.v1.js';
export * from './events/spare-pool/spare-application-filled.v1.js';
export * from './events/spare-pool/shipment-discrepancy-resolved.v1.js';
export * from './events/spare-pool/shortage-closed.v1.js';
export * from './events/spare-pool/scrap-hold-released.v1.js';
export * from './events/spare-pool/scrap-hold-refused.v1.js';
export * from './events/spare-pool/scrap-hold-made.v1.js';
export * from './events/spare-pool/early-replenishment-requested.v1.js';
export * from './events/spare-pool/reconciliation-counted.v1.js';
export * from './events/spare-pool/reconciliation-discrepancy-resolved.v1.js';
export * from './events/spare-pool/reconciliation-signed.v1.js';
export * from './events/spare-pool/spare-application-withdrawn.v1.js';
export * from './events/spare-pool/spare-application-rest-closed.v1.js';
export * from './events/spare-pool/replenishment-rest-closed.v1.js';
export * from './events/spare-pool/reconciliation-sent-back.v1.js';
export * from './events/spare-pool/reconciliation-scan-taken-out.v1.js';
export * from './events/spare-pool/custody-hand-over-opened.v1.js';
export * from './events/spare-pool/custody-hand-over-ended.v1.js';
export * from './events/rma/fault-reported.v1.js';
export * from './events/rma/case-triaged.v1.js';
export * from './events/rma/unit-received.v1.js';
export * from './events/rma/unit-inspected.v1.js';
export * from './events/rma/repair-started.v1.js';
export * from './events/rma/repair-completed.v1.js';
export * from './events/rma/unit-tested.v1.js';
export * from './events/rma/unit-returned-to-customer.v1.js';
export * from './events/rma/unit-restocked.v1.js';
export * from './events/rma/case-resolved.v1.js';
export * from './events/rma/case-closed.v1.js';
export * from './events/rma/dispatch-order-issued.v1.js';
export * from './events/rma/dispatch-order-completed.v1.js';
export * from './events/rma/spare-replacement-notice-issued.v1.js';
export * from './events/rma/spare-replacement-notice-recovered.v1.js';
export * from './events/rma/outcome-refused.v1.js';
export * from './events/rma/outcome-released.v1.js';
export * from './events/rma/outcome-reserved.v1.js';
export * from './events/rma/receipt-exception-opened.v1.js';
export * from './events/rma/receipt-exception-resolved.v1.js';
export * from './events/rma/vendor-return-sent.v1.js';
export * from './events/rma/vendor-return-received.v1.js';
export * from './events/rma/scrap-proposed.v1.js';
export * from './events/rma/scrap-appraised.v1.js';
export * from './events/rma/scrap-approved.v1.js';
export * from './events/rma/scrap-hold-asked.v1.js';
export * from './events/rma/scrap-rejected.v1.js';
export * from './events/rma/scrap-executed.v1.js';
export * from './events/rma/case-withdrawn.v1.js';
export * from './events/rma/case-reopened.v1.js';
export * from './events/rma/case-taken-up-again.v1.js';
export * from './events/rma/case-resolution-corrected.v1.js';
export * from './events/rma/unit-owner-corrected.v1.js';
export * from './events/rma/dispatch-order-reassigned.v1.js';
export * from './events/rma/dispatch-order-cancelled.v1.js';
export * from './events/rma/scrap-withdrawn.v1.js';
export * from './events/billing/quote-issued.v1.js';
export * from './events/billing/quote-confirmed.v1.js';
export * from './events/billing/quote-refused.v1.js';
export * from './events/billing/charge-posted.v1.js';
export * from './events/billing/charge-repaid.v1.js';
export * from './events/billing/charge-reversed.v1.js';
export * from './events/billing/charge-settled.v1.js';
export * from './events/billing/payment-received.v1.js';
export * from './events/billing/refund-proposed.v1.js';
export * from './events/billing/refund-paid.v1.js';
export * from './events/billing/handover-submitted.v1.js';
export * from './events/billing/handover-accepted.v1.js';
export * from './events/billing/handover-difference-cleared.v1.js';
export * from './events/billing/period-closed.v1.js';
export * from './events/billing/charge-partly-paid.v1.js';
export * from './events/billing/quote-withdrawn.v1.js';
export * from './events/billing/refund-rejected.v1.js';
export * from './events/billing/fee-defined.v1.js';
export * from './events/billing/city-graded.v1.js';
export * from './events/billing/service-fee-paid.v1.js';
export * from './events/billing/service-fee-taken-back.v1.js';
export type { TrailAnchored } from './trail-anchored.js';
