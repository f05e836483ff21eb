import { Module, type Provider } from '@nestjs/common';
import { DirectoryModule } from '@rotables/directory';
import { BusinessTime } from './business-time.js';
import { CancelDispatchOrder } from './dispatch-order/commands/cancel-dispatch-order.js';
import { CompleteDispatchOrder } from './dispatch-order/commands/complete-dispatch-order.js';
import { IssueDispatchOrder } from './dispatch-order/commands/issue-dispatch-order.js';
import { ReassignDispatchOrder } from './dispatch-order/commands/reassign-dispatch-order.js';
import { DispatchOrders } from './dispatch-order/dispatch-order.repository.js';
import { DispatchOrderController } from './dispatch-order/http/dispatch-order.controller.js';
import { MikroDispatchOrders } from './dispatch-order/persistence/mikro-dispatch-orders.js';
import { DispatchOrderQueries } from './dispatch-order/queries/dispatch-order-queries.js';
import { DocumentNumbers } from './document-numbers.js';
import { AppendFacts } from './persistence/append-facts.js';
import { SqlDocumentNumbers } from './persistence/sql-document-numbers.js';
import { OnBillingEvents } from './projections/consumers/on-billing-events.js';
import { OnSparePoolEvents } from './projections/consumers/on-spare-pool-events.js';
import { OnWarrantyEvents } from './projections/consumers/on-warranty-events.js';
import { Projections } from './projections/projections.js';
import { SqlProjections } from './projections/persistence/sql-projections.js';
import { AcceptParcel } from './receipt-exception/commands/accept-parcel.js';
import { LinkException } from './receipt-exception/commands/link-exception.js';
import { OpenCaseOfException } from './receipt-exception/commands/open-case-of-exception.js';
import { OpenException } from './receipt-exception/commands/open-exception.js';
import { ReceiveUnit } from './receipt-exception/commands/receive-unit.js';
import { AddPhoto } from './receipt-exception/commands/add-photo.js';
import { ResolveException } from './receipt-exception/commands/resolve-exception.js';
import { TakeIn } from './receipt-exception/commands/take-in.js';
import { ReceiptExceptionController } from './receipt-exception/http/receipt-exception.controller.js';
import { ReceiptController } from './receipt-exception/http/receipt.controller.js';
import { ExceptionPhotos } from './receipt-exception/exception-photos.repository.js';
import { SqlExceptionPhotos } from './receipt-exception/persistence/sql-exception-photos.js';
import { MikroReceiptExceptions } from './receipt-exception/persistence/mikro-receipt-exceptions.js';
import { ReceiptExceptionQueries } from './receipt-exception/queries/receipt-exception-queries.js';
import { ReceiptExceptions } from './receipt-exception/receipt-exception.repository.js';
import { AnswerProposal } from './rma-case/commands/answer-proposal.js';
import { CompleteRepair } from './rma-case/commands/complete-repair.js';
import { GiveUpUnreturnedUnit } from './rma-case/commands/give-up-unreturned-unit.js';
import { InspectUnit } from './rma-case/commands/inspect-unit.js';
import { NoteChargeWithdrawn } from './rma-case/commands/note-charge-withdrawn.js';
import { NoteCharge } from './rma-case/commands/note-charge.js';
import { RecogniseOwnUnit } from './rma-case/commands/recognise-own-unit.js';
import { ReleaseReservation } from './rma-case/commands/release-reservation.js';
import { ReportFault } from './rma-case/commands/report-fault.js';
import { ResolveByExchange } from './rma-case/commands/resolve-by-exchange.js';
import { RestockUnit } from './rma-case/commands/restock-unit.js';
import { ReturnToCustomer } from './rma-case/commands/return-to-customer.js';
import { StartRepair } from './rma-case/commands/start-repair.js';
import { TakeCaseUpAgain } from './rma-case/commands/take-case-up-again.js';
import { TestUnit } from './rma-case/commands/test-unit.js';
import { TriageCase } from './rma-case/commands/triage-case.js';
import { WithdrawCase } from './rma-case/commands/withdraw-case.js';
import { OnAdvanceChargeWithdrawn } from './rma-case/consumers/on-advance-charge-withdrawn.js';
import { OnChargePosted } from './rma-case/consumers/on-charge-posted.js';
import { OnFormalReplacementMade } from './rma-case/consumers/on-formal-replacement-made.js';
import { OnProposals } from './rma-case/consumers/on-proposals.js';
import { OnRefundPaid } from './rma-case/consumers/on-refund-paid.js';
import { OnSpareUnitLoaned } from './rma-case/consumers/on-spare-unit-loaned.js';
import { OnUnitMoved } from './rma-case/consumers/on-unit-moved.js';
import { RmaCaseController } from './rma-case/http/rma-case.controller.js';
import { MikroRmaCases } from './rma-case/persistence/mikro-rma-cases.js';
import { RmaCaseQueries } from './rma-case/queries/rma-case-queries.js';
import { RmaCases } from './rma-case/rma-case.repository.js';
import { AppraiseScrap } from './scrap-record/commands/appraise-scrap.js';
import { ApproveScrap } from './scrap-record/commands/approve-scrap.js';
import { AskScrapHold } from './scrap-record/commands/ask-scrap-hold.js';
import { ExecuteScrap } from './scrap-record/commands/execute-scrap.js';
import { ProposeScrap } from './scrap-record/commands/propose-scrap.js';
import { RejectScrap } from './scrap-record/commands/reject-scrap.js';
import { WithdrawScrap } from './scrap-record/commands/withdraw-scrap.js';
import { NoteScrapHold } from './scrap-record/commands/note-scrap-hold.js';
import { OnScrapHold } from './scrap-record/consumers/on-scrap-hold.js';
import { ScrapRecordController } from './scrap-record/http/scrap-record.controller.js';
import { MikroScrapRecords } from './scrap-record/persistence/mikro-scrap-records.js';
import { ScrapQueries } from './scrap-record/queries/scrap-queries.js';
import { ScrapRecords } from './scrap-record/scrap-record.repository.js';
import { IssueNotice } from './spare-replacement-notice/commands/issue-notice.js';
import { RecoverNoticeByLoan } from './spare-replacement-notice/commands/recover-notice-by-loan.js';
import { RecoverNotice } from './spare-replacement-notice/commands/recover-notice.js';
import { OnLoanEnded } from './spare-replacement-notice/consumers/on-loan-ended.js';
import { SpareReplacementNoticeController } from './spare-replacement-notice/http/spare-replacement-notice.controller.js';
import { MikroSpareReplacementNotices } from './spare-replacement-notice/persistence/mikro-spare-replacement-notices.js';
import { NoticeQueries } from './spare-replacement-notice/queries/notice-queries.js';
import { SpareReplacementNotices } from './spare-replacement-notice/spare-replacement-notice.repository.js';
import { OnAnythingAboutACase } from './timeline/consumers/on-anything-about-a-case.js';
import { NoteOnTimeline } from './timeline/commands/note-on-timeline.js';
import { SqlTimeline } from './timeline/persistence/sql-timeline.js';
import { Timeline } from './timeline/timeline.js';
import { ReceiveFromVendor } from './vendor-return/commands/receive-from-vendor.js';
import { SendToVendor } from './vendor-return/commands/send-to-vendor.js';
import { VendorReturnController } from './vendor-return/http/vendor-return.controller.js';
import { MikroVendorReturns } from './vendor-return/persistence/mikro-vendor-returns.js';
import { VendorReturnQueries } from './vendor-return/queries/vendor-return-queries.js';
import { VendorReturns } from './vendor-return/vendor-return.repository.js';

const ports: Provider[] = [
  { provide: RmaCases, useClass: MikroRmaCases },
  { provide: DispatchOrders, useClass: MikroDispatchOrders },
  { provide: SpareReplacementNotices, useClass: MikroSpareReplacementNotices },
  { provide: ReceiptExceptions, useClass: MikroReceiptExceptions },
  { provide: ExceptionPhotos, useClass: SqlExceptionPhotos },
  { provide: VendorReturns, useClass: MikroVendorReturns },
  { provide: ScrapRecords, useClass: MikroScrapRecords },
  { provide: Projections, useClass: SqlProjections },
  { provide: Timeline, useClass: SqlTimeline },
  { provide: DocumentNumbers, useClass: SqlDocumentNumbers },
  AppendFacts,
  BusinessTime,
];

const commands: Provider[] = [
  ReportFault,
  TriageCase,
  WithdrawCase,
  TakeCaseUpAgain,
  InspectUnit,
  StartRepair,
  CompleteRepair,
  TestUnit,
  ReturnToCustomer,
  RestockUnit,
  ResolveByExchange,
  GiveUpUnreturnedUnit,
  NoteChargeWithdrawn,
  RecogniseOwnUnit,
  NoteCharge,
  AnswerProposal,
  ReleaseReservation,
  NoteOnTimeline,
  IssueDispatchOrder,
  CompleteDispatchOrder,
  ReassignDispatchOrder,
  CancelDispatchOrder,
  IssueNotice,
  RecoverNotice,
  RecoverNoticeByLoan,
  ReceiveUnit,
  AcceptParcel,
  TakeIn,
  OpenException,
  ResolveException,
  LinkException,
  OpenCaseOfException,
  AddPhoto,
  SendToVendor,
  ReceiveFromVendor,
  ProposeScrap,
  AppraiseScrap,
  ApproveScrap,
  RejectScrap,
  WithdrawScrap,
  AskScrapHold,
  NoteScrapHold,
  ExecuteScrap,
];

const queries: Provider[] = [
  RmaCaseQueries,
  DispatchOrderQueries,
  NoticeQueries,
  ReceiptExceptionQueries,
  VendorReturnQueries,
  ScrapQueries,
];

@Module({
  imports: [DirectoryModule.learning('people', 'sites')],
  controllers: [
    RmaCaseController,
    ReceiptController,
    ReceiptExceptionController,
    DispatchOrderController,
    SpareReplacementNoticeController,
    VendorReturnController,
    ScrapRecordController,
    OnWarrantyEvents,
    OnSparePoolEvents,
    OnBillingEvents,
    OnFormalReplacementMade,
    OnRefundPaid,
    OnChargePosted,
    OnAdvanceChargeWithdrawn,
    OnSpareUnitLoaned,
    OnUnitMoved,
    OnProposals,
    OnScrapHold,
    OnLoanEnded,
    OnAnythingAboutACase,
  ],
  providers: [...ports, ...commands, ...queries],
})
export class RmaModule {}
