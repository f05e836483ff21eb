import { Module, type Provider } from '@nestjs/common';
import { DirectoryModule } from '@rotables/directory';
import { AcquisitionWithdrawals } from './acquisition-withdrawal/acquisition-withdrawal.repository.js';
import { WithdrawAcquisition } from './acquisition-withdrawal/commands/withdraw-acquisition.js';
import { AcquisitionWithdrawalController } from './acquisition-withdrawal/http/acquisition-withdrawal.controller.js';
import { MikroAcquisitionWithdrawals } from './acquisition-withdrawal/persistence/mikro-acquisition-withdrawals.js';
import { Allocations } from './allocation/allocation.repository.js';
import { NoteInstalledBase } from './allocation/commands/note-installed-base.js';
import { SetAllocationPolicy } from './allocation/commands/set-allocation-policy.js';
import { OnInstalledBaseChanged } from './allocation/consumers/on-installed-base-changed.js';
import { AllocationController } from './allocation/http/allocation.controller.js';
import { MikroAllocations } from './allocation/persistence/mikro-allocations.js';
import { AllocationReads } from './allocation/queries/allocation-reads.js';
import { CoveredUnits } from './covered-unit/covered-unit.repository.js';
import { OnCoverageEvents } from './covered-unit/consumers/on-coverage-events.js';
import { SqlCoveredUnits } from './covered-unit/persistence/sql-covered-units.js';
import { LostUnits } from './custody-loss/commands/lost-units.js';
import { AcceptCustody } from './custody-hand-over/commands/accept-custody.js';
import { CountBeforeWitness } from './custody-hand-over/commands/count-before-witness.js';
import { EndCustodyHandOver } from './custody-hand-over/commands/end-custody-hand-over.js';
import { OpenCustodyHandOver } from './custody-hand-over/commands/open-custody-hand-over.js';
import { SiteBook } from './custody-hand-over/commands/site-book.js';
import { CustodyHandOvers } from './custody-hand-over/custody-hand-over.repository.js';
import { CustodyHandOverController } from './custody-hand-over/http/custody-hand-over.controller.js';
import { MikroCustodyHandOvers } from './custody-hand-over/persistence/mikro-custody-hand-overs.js';
import { ReportUnitFound } from './custody-loss/commands/report-unit-found.js';
import { ReportUnitLost } from './custody-loss/commands/report-unit-lost.js';
import { CustodyLosses } from './custody-loss/custody-loss.repository.js';
import { CustodyLossController } from './custody-loss/http/custody-loss.controller.js';
import { LossLedger } from './custody-loss/loss-ledger.js';
import { MikroCustodyLosses } from './custody-loss/persistence/mikro-custody-losses.js';
import { SqlLossLedger } from './custody-loss/persistence/sql-loss-ledger.js';
import { OnRmaEvents } from './fault-case/consumers/on-rma-events.js';
import { OnWarrantyEvents } from './fault-case/consumers/on-warranty-events.js';
import { FaultCases } from './fault-case/fault-case.repository.js';
import { SqlFaultCases } from './fault-case/persistence/sql-fault-cases.js';
import { HearAnswerOfCase } from './loan/commands/hear-answer-of-case.js';
import { KeepLoan } from './loan/commands/keep-loan.js';
import { LendSpareUnit } from './loan/commands/lend-spare-unit.js';
import { MarkOverdueAdvanceReplacements } from './loan/commands/mark-overdue.js';
import { ReportLoanLost } from './loan/commands/report-loan-lost.js';
import { TakeBackLoan } from './loan/commands/take-back-loan.js';
import { OnOutcomeAnswered } from './loan/consumers/on-outcome-answered.js';
import { LoanController } from './loan/http/loan.controller.js';
import { LoanTermsOfHouse } from './loan/commands/loan-terms.js';
import { Loans } from './loan/loan.repository.js';
import { MikroLoans } from './loan/persistence/mikro-loans.js';
import { CatalogueModel } from './model-catalogue/commands/catalogue-model.js';
import { ListSubstitution } from './model-catalogue/commands/list-substitution.js';
import { ModelCatalogueController } from './model-catalogue/http/model-catalogue.controller.js';
import { ModelCatalogue } from './model-catalogue/model-catalogue.repository.js';
import { MikroModelCatalogue } from './model-catalogue/persistence/mikro-model-catalogue.js';
import { CountUnits } from './reconciliation/commands/count-units.js';
import { CountersignReconciliation } from './reconciliation/commands/countersign-reconciliation.js';
import { OpenReconciliation } from './reconciliation/commands/open-reconciliation.js';
import { ResolveReconciliationLine } from './reconciliation/commands/resolve-line.js';
import { SendBackReconciliation } from './reconciliation/commands/send-back-reconciliation.js';
import { SignReconciliation } from './reconciliation/commands/sign-reconciliation.js';
import { TakeOutScan } from './reconciliation/commands/take-out-scan.js';
import { ReconciliationController } from './reconciliation/http/reconciliation.controller.js';
import { MikroReconciliations } from './reconciliation/persistence/mikro-reconciliations.js';
import { ReconciliationReads } from './reconciliation/queries/reconciliation-reads.js';
import { Reconciliations } from './reconciliation/reconciliation.repository.js';
import { CloseReplenishmentRest } from './replenishment/commands/close-replenishment-rest.js';
import { DecideEarlyReplenishment } from './replenishment/commands/decide-early-replenishment.js';
import { EarlyReplenishmentBounds } from './replenishment/commands/early-replenishment-bounds.js';
import { RequestEarlyReplenishment } from './replenishment/commands/request-early-replenishment.js';
import { ReplenishmentController } from './replenishment/http/replenishment.controller.js';
import { MikroReplenishments } from './replenishment/persistence/mikro-replenishments.js';
import { SqlDefectiveReturns } from './replenishment/persistence/sql-defective-returns.js';
import { ReplenishmentReads } from './replenishment/queries/replenishment-reads.js';
import { Replenishments, DefectiveReturns } from './replenishment/replenishment.repository.js';
import { HoldForScrap } from './scrap-hold/commands/hold-for-scrap.js';
import { ReleaseScrapHold } from './scrap-hold/commands/release-scrap-hold.js';
import { ScrapUnit } from './scrap-hold/commands/scrap-unit.js';
import { OnScrapRecord } from './scrap-hold/consumers/on-scrap-record.js';
import { MikroScrapHolds } from './scrap-hold/persistence/mikro-scrap-holds.js';
import { ScrapHolds } from './scrap-hold/scrap-hold.repository.js';
import { DispatchShipment } from './shipment/commands/dispatch-shipment.js';
import { ReceiveShipment } from './shipment/commands/receive-shipment.js';
import { ResolveShipmentDiscrepancy } from './shipment/commands/resolve-discrepancy.js';
import { ShipmentController } from './shipment/http/shipment.controller.js';
import { MikroShipments } from './shipment/persistence/mikro-shipments.js';
import { ShipmentReads } from './shipment/queries/shipment-reads.js';
import { ShipmentOrders } from './shipment/commands/shipment-orders.js';
import { Shipments } from './shipment/shipment.repository.js';
import { CloseShortage } from './shortage/commands/close-shortage.js';
import { ShortageController } from './shortage/http/shortage.controller.js';
import { MikroShortages } from './shortage/persistence/mikro-shortages.js';
import { Shortages } from './shortage/shortage.repository.js';
import { OpenSite } from './site/commands/open-site.js';
import { SiteController } from './site/http/site.controller.js';
import { SiteNameController } from './site/http/site-name.controller.js';
import { MikroSites } from './site/persistence/mikro-sites.js';
import { Sites } from './site/site.repository.js';
import { ApproveSpareApplication } from './spare-application/commands/approve-spare-application.js';
import { EndSpareApplication } from './spare-application/commands/end-spare-application.js';
import { RejectSpareApplication } from './spare-application/commands/reject-spare-application.js';
import { SubmitSpareApplication } from './spare-application/commands/submit-spare-application.js';
import { SpareApplicationController } from './spare-application/http/spare-application.controller.js';
import { MikroSpareApplications } from './spare-application/persistence/mikro-spare-applications.js';
import { SpareApplications } from './spare-application/spare-application.repository.js';
import { SettleUnitFact } from './spare-unit/commands/settle-unit-fact.js';
import { AwaitingFacts } from './spare-unit/awaiting-facts.js';
import { AcquireUnits } from './spare-unit/commands/acquire-units.js';
import { ReceiveDefectiveUnit } from './spare-unit/commands/receive-defective-unit.js';
import { RecordUnitFact } from './spare-unit/commands/record-unit-fact.js';
import { TakeOverUnit } from './spare-unit/commands/take-over-unit.js';
import { OnFormalReplacementMade } from './spare-unit/consumers/on-formal-replacement-made.js';
import { OnRefundPaid } from './spare-unit/consumers/on-refund-paid.js';
import { OnUnitReceived } from './spare-unit/consumers/on-unit-received.js';
import { OnUnitRestocked } from './spare-unit/consumers/on-unit-restocked.js';
import { OnUnitReturnedToCustomer } from './spare-unit/consumers/on-unit-returned-to-customer.js';
import { OnVendorReturnReceived } from './spare-unit/consumers/on-vendor-return-received.js';
import { OnVendorReturnSent } from './spare-unit/consumers/on-vendor-return-sent.js';
import { SpareUnitController } from './spare-unit/http/spare-unit.controller.js';
import { MikroAwaitingFacts } from './spare-unit/persistence/mikro-awaiting-facts.js';
import { SqlSpareUnitLedger } from './spare-unit/persistence/sql-spare-unit-ledger.js';
import { SpareUnitReads } from './spare-unit/queries/spare-unit-reads.js';
import { SpareUnitLedger } from './spare-unit/spare-unit.repository.js';

const repositories: Provider[] = [
  { provide: Sites, useClass: MikroSites },
  { provide: CustodyHandOvers, useClass: MikroCustodyHandOvers },
  { provide: ModelCatalogue, useClass: MikroModelCatalogue },
  { provide: FaultCases, useClass: SqlFaultCases },
  { provide: CoveredUnits, useClass: SqlCoveredUnits },
  { provide: Allocations, useClass: MikroAllocations },
  { provide: SpareUnitLedger, useClass: SqlSpareUnitLedger },
  { provide: AwaitingFacts, useClass: MikroAwaitingFacts },
  { provide: AcquisitionWithdrawals, useClass: MikroAcquisitionWithdrawals },
  { provide: ScrapHolds, useClass: MikroScrapHolds },
  { provide: SpareApplications, useClass: MikroSpareApplications },
  { provide: Shipments, useClass: MikroShipments },
  { provide: Loans, useClass: MikroLoans },
  { provide: Shortages, useClass: MikroShortages },
  { provide: CustodyLosses, useClass: MikroCustodyLosses },
  { provide: LossLedger, useClass: SqlLossLedger },
  { provide: Replenishments, useClass: MikroReplenishments },
  { provide: DefectiveReturns, useClass: SqlDefectiveReturns },
  { provide: Reconciliations, useClass: MikroReconciliations },
];

const commands: Provider[] = [
  NoteInstalledBase,
  SetAllocationPolicy,
  LostUnits,
  ReportUnitFound,
  ReportUnitLost,
  HearAnswerOfCase,
  KeepLoan,
  LendSpareUnit,
  MarkOverdueAdvanceReplacements,
  ReportLoanLost,
  TakeBackLoan,
  CatalogueModel,
  ListSubstitution,
  CountUnits,
  CountersignReconciliation,
  OpenReconciliation,
  ResolveReconciliationLine,
  SendBackReconciliation,
  SignReconciliation,
  TakeOutScan,
  CloseReplenishmentRest,
  DecideEarlyReplenishment,
  RequestEarlyReplenishment,
  DispatchShipment,
  ReceiveShipment,
  ResolveShipmentDiscrepancy,
  CloseShortage,
  OpenSite,
  OpenCustodyHandOver,
  CountBeforeWitness,
  AcceptCustody,
  EndCustodyHandOver,
  ApproveSpareApplication,
  EndSpareApplication,
  RejectSpareApplication,
  SubmitSpareApplication,
  AcquireUnits,
  ReceiveDefectiveUnit,
  RecordUnitFact,
  SettleUnitFact,
  TakeOverUnit,
  WithdrawAcquisition,
  HoldForScrap,
  ReleaseScrapHold,
  ScrapUnit,
];

@Module({
  imports: [DirectoryModule.learning('people')],
  controllers: [
    // Of several that take one event the first goes first: a case is locked before its loan and its unit, as by a command.
    OnRmaEvents,
    OnWarrantyEvents,
    OnCoverageEvents,
    OnInstalledBaseChanged,
    AcquisitionWithdrawalController,
    AllocationController,
    CustodyLossController,
    LoanController,
    ModelCatalogueController,
    ReconciliationController,
    ReplenishmentController,
    ShipmentController,
    ShortageController,
    SiteController,
    SiteNameController,
    CustodyHandOverController,
    SpareApplicationController,
    OnOutcomeAnswered,
    OnFormalReplacementMade,
    OnRefundPaid,
    OnScrapRecord,
    OnUnitReceived,
    OnUnitRestocked,
    OnUnitReturnedToCustomer,
    OnVendorReturnReceived,
    OnVendorReturnSent,
    SpareUnitController,
  ],
  providers: [
    ...repositories,
    ...commands,
    ShipmentOrders,
    SiteBook,
    EarlyReplenishmentBounds,
    LoanTermsOfHouse,
    AllocationReads,
    ReconciliationReads,
    ReplenishmentReads,
    ShipmentReads,
    SpareUnitReads,
  ],
})
export class SparePoolModule {}
