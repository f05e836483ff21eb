import { Module } from '@nestjs/common';
import { DirectoryModule } from '@rotables/directory';
import { AccountingPeriods } from './accounting-period/accounting-period.repository.js';
import { ClosePeriod } from './accounting-period/commands/close-period.js';
import { AccountingPeriodController } from './accounting-period/http/accounting-period.controller.js';
import { MikroAccountingPeriods } from './accounting-period/persistence/mikro-accounting-periods.js';
import { PeriodList } from './accounting-period/queries/period-list.js';
import { Charges, FoundUnits, PendingCharges } from './charge/charge.repository.js';
import { PostCharge } from './charge/commands/post-charge.js';
import { RepayCharge } from './charge/commands/repay-charge.js';
import { PostPendingCharges } from './charge/commands/post-pending-charges.js';
import { TakeBackCompensation } from './charge/commands/take-back-compensation.js';
import { OnAdvanceReplacementOverdue } from './charge/consumers/on-advance-replacement-overdue.js';
import { OnCoverageRenewed } from './charge/consumers/on-coverage-renewed.js';
import { OnAdvanceChargeWithdrawn } from './charge/consumers/on-advance-charge-withdrawn.js';
import { OnLoanMishap } from './charge/consumers/on-loan-mishap.js';
import { TakeBackCharge } from './charge/commands/take-back-charge.js';
import { OnCoverage } from './covered-unit/consumers/on-coverage.js';
import { CoveredUnits } from './covered-unit/covered-unit.repository.js';
import { SqlCoveredUnits } from './covered-unit/persistence/sql-covered-units.js';
import { CorrectFee } from './fee-schedule/commands/correct-fee.js';
import { CorrectCase } from './rma-case/commands/correct-case.js';
import { OnWhereabouts } from './rma-case/consumers/on-whereabouts.js';
import { ChargeServiceFee } from './service-fee/commands/charge-service-fee.js';
import { WithdrawServiceFee } from './service-fee/commands/withdraw-service-fee.js';
import { ServiceFeeController } from './service-fee/http/service-fee.controller.js';
import { OnSpareUnitFound } from './charge/consumers/on-spare-unit-found.js';
import { OnSpareUnitLost } from './charge/consumers/on-spare-unit-lost.js';
import { ChargeController } from './charge/http/charge.controller.js';
import { MikroCharges, MikroFoundUnits, MikroPendingCharges } from './charge/persistence/mikro-charges.js';
import { ChargeList } from './charge/queries/charge-list.js';
import { DocumentNumbers } from './documents/document-numbers.js';
import { SeriesDocumentNumbers } from './documents/persistence/series-document-numbers.js';
import { DefineFees } from './fee-schedule/commands/define-fees.js';
import { GradeCity } from './fee-schedule/commands/grade-city.js';
import { FeeFinder } from './fee-schedule/queries/fee-finder.js';
import { CityGrades, FeeSchedules } from './fee-schedule/fee-schedule.repository.js';
import { FeeController } from './fee-schedule/http/fee.controller.js';
import { MikroCityGrades } from './fee-schedule/persistence/mikro-city-grades.js';
import { MikroFeeSchedules } from './fee-schedule/persistence/mikro-fee-schedules.js';
import { FeeLists } from './fee-schedule/queries/fee-lists.js';
import { AcceptHandover } from './handover/commands/accept-handover.js';
import { ClearDifference } from './handover/commands/clear-difference.js';
import { SubmitHandover } from './handover/commands/submit-handover.js';
import { Handovers } from './handover/handover.repository.js';
import { HandoverController } from './handover/http/handover.controller.js';
import { MikroHandovers } from './handover/persistence/mikro-handovers.js';
import { HandoverList } from './handover/queries/handover-list.js';
import { BooksController } from './journal/http/books.controller.js';
import { Journal } from './journal/journal.repository.js';
import { SqlJournal } from './journal/persistence/sql-journal.js';
import { Books } from './journal/queries/books.js';
import { MatchingController } from './matching/http/matching.controller.js';
import { OpenExceptions } from './matching/open-exceptions.repository.js';
import { SqlOpenExceptions } from './matching/persistence/sql-open-exceptions.js';
import { AnswerQuote } from './quote/commands/answer-quote.js';
import { WithdrawOpenQuotes } from './quote/commands/withdraw-open-quotes.js';
import { IssueQuote } from './quote/commands/issue-quote.js';
import { QuoteController } from './quote/http/quote.controller.js';
import { MikroQuotes } from './quote/persistence/mikro-quotes.js';
import { QuoteList } from './quote/queries/quote-list.js';
import { Quotes } from './quote/quote.repository.js';
import { ReceivePayment } from './receipt/commands/receive-payment.js';
import { PaymentController } from './receipt/http/payment.controller.js';
import { MikroReceipts } from './receipt/persistence/mikro-receipts.js';
import { ReceiptList } from './receipt/queries/receipt-list.js';
import { Receipts } from './receipt/receipt.repository.js';
import { DecideRefund } from './refund/commands/decide-refund.js';
import { HearAnswerOfCase } from './refund/commands/hear-answer-of-case.js';
import { ProposeRefund } from './refund/commands/propose-refund.js';
import { OnOutcomeAnswered } from './refund/consumers/on-outcome-answered.js';
import { RefundController } from './refund/http/refund.controller.js';
import { MikroRefunds } from './refund/persistence/mikro-refunds.js';
import { RefundList } from './refund/queries/refund-list.js';
import { Refunds } from './refund/refund.repository.js';
import { LearnOfCase } from './rma-case/commands/learn-of-case.js';
import { OnCaseResolved } from './rma-case/consumers/on-case-resolved.js';
import { OnEntitlementDecided } from './rma-case/consumers/on-entitlement-decided.js';
import { OnEntitlementSuperseded } from './rma-case/consumers/on-entitlement-superseded.js';
import { OnFaultReported } from './rma-case/consumers/on-fault-reported.js';
import { MikroRmaCases } from './rma-case/persistence/mikro-rma-cases.js';
import { RmaCases } from './rma-case/rma-case.repository.js';

const controllers = [
  FeeController,
  QuoteController,
  ChargeController,
  ServiceFeeController,
  PaymentController,
  RefundController,
  HandoverController,
  BooksController,
  AccountingPeriodController,
  MatchingController,
];

const consumers = [
  OnFaultReported,
  OnCaseResolved,
  OnEntitlementDecided,
  OnEntitlementSuperseded,
  OnSpareUnitLost,
  OnLoanMishap,
  OnAdvanceChargeWithdrawn,
  OnCoverage,
  OnWhereabouts,
  OnOutcomeAnswered,
  OnSpareUnitFound,
  OnAdvanceReplacementOverdue,
  OnCoverageRenewed,
];

const commands = [
  DefineFees,
  GradeCity,
  LearnOfCase,
  IssueQuote,
  AnswerQuote,
  WithdrawOpenQuotes,
  PostCharge,
  PostPendingCharges,
  TakeBackCompensation,
  RepayCharge,
  ReceivePayment,
  ProposeRefund,
  DecideRefund,
  HearAnswerOfCase,
  SubmitHandover,
  AcceptHandover,
  ClearDifference,
  ClosePeriod,
  TakeBackCharge,
  ChargeServiceFee,
  WithdrawServiceFee,
  CorrectFee,
  CorrectCase,
];

const queries = [FeeFinder, FeeLists, QuoteList, ChargeList, ReceiptList, RefundList, HandoverList, Books, PeriodList];

const adapters = [
  { provide: FeeSchedules, useClass: MikroFeeSchedules },
  { provide: CityGrades, useClass: MikroCityGrades },
  { provide: RmaCases, useClass: MikroRmaCases },
  { provide: CoveredUnits, useClass: SqlCoveredUnits },
  { provide: Quotes, useClass: MikroQuotes },
  { provide: Charges, useClass: MikroCharges },
  { provide: PendingCharges, useClass: MikroPendingCharges },
  { provide: FoundUnits, useClass: MikroFoundUnits },
  { provide: Receipts, useClass: MikroReceipts },
  { provide: Refunds, useClass: MikroRefunds },
  { provide: Handovers, useClass: MikroHandovers },
  { provide: Journal, useClass: SqlJournal },
  { provide: AccountingPeriods, useClass: MikroAccountingPeriods },
  { provide: OpenExceptions, useClass: SqlOpenExceptions },
  { provide: DocumentNumbers, useClass: SeriesDocumentNumbers },
];

@Module({
  imports: [DirectoryModule.learning('people', 'sites')],
  controllers: [...controllers, ...consumers],
  providers: [...commands, ...queries, ...adapters],
})
export class BillingModule {}
