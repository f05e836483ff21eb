import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseBusinessDate, parseSerial, serialKey, statedInstant } from '@rotables/domain-kernel';
import type { BusinessDate, Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import type { FastifyReply } from 'fastify';
import { statedDay } from '../../business-time/stated-time.js';
import { listPage, readOne } from '../../listing.js';
import type { View } from '../../listing.js';
import { branch, readers } from '../../roles.js';
import { KeepLoan } from '../commands/keep-loan.js';
import { LendSpareUnit } from '../commands/lend-spare-unit.js';
import { MarkOverdueAdvanceReplacements } from '../commands/mark-overdue.js';
import { ReportLoanLost } from '../commands/report-loan-lost.js';
import { TakeBackLoan } from '../commands/take-back-loan.js';
import { LoanNotFound } from '../loan.errors.js';
import type { Loan } from '../loan.js';
import { loanListing } from '../queries/loan-listing.js';
import {
  ChargeOverdueBody,
  ConfirmLossBody,
  DeclineKeepBody,
  DeclineLossBody,
  KeepBody,
  LendBody,
  LoanLostBody,
  LoanQuery,
  MarkOverdueBody,
  ProposeKeepBody,
  TakeBackBody,
} from './loan.dto.js';
import type { Shown } from '../../shown.js';

/** By what number an answer is known concerns the services only. */
type LoanShown = Omit<Loan, 'keepProposal'>;

export type LendAnswer =
  | ({ readonly outcome: 'loaned' } & Shown<LoanShown>)
  | { readonly outcome: 'none-to-lend'; readonly shortageNumber: string; readonly message: string };

export interface OverdueAnswer {
  readonly asOfOn: BusinessDate;
  readonly marked: readonly string[];
}

const answerSchema = {
  type: 'object',
  required: ['outcome'],
  properties: { outcome: { type: 'string', enum: ['loaned', 'none-to-lend'] } },
  additionalProperties: true,
};

/** Spares at customers: lent, back, kept or lost (S7, S8). */
@ApiTags('loans')
@Controller('v1/loans')
export class LoanController {
  constructor(
    private readonly lendSpareUnit: LendSpareUnit,
    private readonly takeBackLoan: TakeBackLoan,
    private readonly keepLoan: KeepLoan,
    private readonly reportLoanLost: ReportLoanLost,
    private readonly markOverdueAdvanceReplacements: MarkOverdueAdvanceReplacements,
    private readonly clock: Clock,
  ) {}

  /** 201 with the loan, or 200 with the shortage that was raised because there is none to lend. */
  @Post()
  @RequireRoles(...branch)
  @ApiCreatedResponse({ description: 'The loan.', schema: answerSchema })
  @ApiOkResponse({ description: 'None to lend: a shortage was raised.', schema: answerSchema })
  async lend(
    @CurrentSession() session: Session,
    @Body() body: LendBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LendAnswer> {
    const { faultNumber, site, model = null, loanKind } = body;
    const loanedAt = statedInstant(body.loanedAt, 'loanedAt', this.clock.now());
    const dueBackOn = body.dueBackOn === undefined ? null : parseBusinessDate(body.dueBackOn, 'dueBackOn');
    const defectiveSerial =
      body.defectiveSerial === undefined ? null : parseSerial(body.defectiveSerial, 'defectiveSerial');
    const serial = body.serial === undefined ? null : parseSerial(body.serial);
    const facts = { session, faultNumber, site, model, loanKind, defectiveSerial, serial, loanedAt, dueBackOn };
    const outcome = await this.lendSpareUnit.execute(facts);
    if ('loan' in outcome) return { outcome: 'loaned', ...viewOf(outcome.loan) };
    void reply.status(200);
    const { shortageNumber, model: wanted } = outcome.shortage;
    const message = `${site} has no ${wanted} to lend and no substitute that is listed for it; shortage ${shortageNumber} was raised.`;
    return { outcome: 'none-to-lend', shortageNumber, message };
  }

  @Get()
  @RequireRoles(...readers)
  list(@Query() query: LoanQuery): Promise<CursorPage<View>> {
    const overdueAsOf =
      query.overdueAsOf === undefined ? undefined : parseBusinessDate(query.overdueAsOf, 'overdueAsOf');
    const chargeableAsOf =
      query.chargeableAsOf === undefined ? undefined : parseBusinessDate(query.chargeableAsOf, 'chargeableAsOf');
    return listPage(loanListing, query, [
      ['city = ?', query.city],
      ['state = ?', query.status],
      ['keep_state = ?', query.keepState],
      ['loss_state = ?', query.lossState],
      [`(state = 'out' and due_back_on < ?)`, overdueAsOf],
      [`(defective_state = 'awaited' and due_back_on < ?)`, chargeableAsOf],
      ['fault_number = ?', query.faultNumber],
      ['? in (serial_key, defective_serial_key)', query.serial === undefined ? undefined : serialKey(query.serial)],
    ]);
  }

  /** Every advance replacement whose defective unit is overdue is charged, once, however often it is asked for (S8). */
  @Post('mark-overdue')
  @HttpCode(200)
  @RequireRoles('headquarters-approver', 'administrator', 'finance', 'warehouse', 'general-manager')
  async markOverdue(@Body() { asOf }: MarkOverdueBody): Promise<OverdueAnswer> {
    const asOfOn = statedDay(asOf, 'asOf', this.clock.now());
    const marked = await this.markOverdueAdvanceReplacements.execute(asOfOn);
    return { asOfOn, marked: marked.map(({ loanNumber }) => loanNumber) };
  }

  /** One advance replacement whose defective unit is overdue is charged (S8). */
  @Post(':loanNumber/charge-overdue')
  @HttpCode(200)
  @RequireRoles('headquarters-approver', 'administrator', 'finance', 'warehouse', 'general-manager')
  async chargeOverdue(
    @CurrentSession() session: Session,
    @Param('loanNumber') loanNumber: string,
    @Body() { asOf }: ChargeOverdueBody,
  ): Promise<Shown<LoanShown>> {
    const asOfOn = statedDay(asOf, 'asOf', this.clock.now());
    return viewOf(await this.markOverdueAdvanceReplacements.executeOne(loanNumber, asOfOn, session));
  }

  @Get(':loanNumber')
  @RequireRoles(...readers)
  async get(@Param('loanNumber') loanNumber: string): Promise<View> {
    const loan = await readOne(loanListing, loanNumber);
    if (!loan) throw new LoanNotFound(loanNumber);
    return loan;
  }

  @Post(':loanNumber/take-back')
  @HttpCode(200)
  @RequireRoles(...branch)
  async takeBack(
    @CurrentSession() session: Session,
    @Param('loanNumber') loanNumber: string,
    @Body() body: TakeBackBody,
  ): Promise<Shown<LoanShown>> {
    const scannedSerial = parseSerial(body.scannedSerial, 'scannedSerial');
    const returnedAt = statedInstant(body.returnedAt, 'returnedAt', this.clock.now());
    const { site = null, condition, measured = null } = body;
    const command = { session, loanNumber, scannedSerial, site, returnedAt, condition, measured };
    return viewOf(await this.takeBackLoan.execute(command));
  }

  /** Proposes that the spare stays for good; it does when another person confirms it (S7). */
  @Post(':loanNumber/propose-keep')
  @HttpCode(200)
  @RequireRoles(...branch, 'headquarters-approver')
  async proposeKeep(
    @CurrentSession() session: Session,
    @Param('loanNumber') loanNumber: string,
    @Body() body: ProposeKeepBody,
  ): Promise<Shown<LoanShown>> {
    const proposedAt = statedInstant(body.proposedAt, 'proposedAt', this.clock.now());
    return viewOf(await this.keepLoan.propose({ session, loanNumber, proposedAt }));
  }

  /** The formal replacement, as proposed by another person: the spare is the customer's from now on, the defective unit the company's. */
  @Post(':loanNumber/keep')
  @HttpCode(200)
  @RequireRoles('branch-head', 'headquarters-approver')
  async keep(
    @CurrentSession() session: Session,
    @Param('loanNumber') loanNumber: string,
    @Body() body: KeepBody,
  ): Promise<Shown<LoanShown>> {
    const madeAt = statedInstant(body.madeAt, 'madeAt', this.clock.now());
    return viewOf(await this.keepLoan.confirm({ session, loanNumber, madeAt }));
  }

  /** The spare does not stay: the loan goes on as it was. */
  @Post(':loanNumber/decline-keep')
  @HttpCode(200)
  @RequireRoles(...branch, 'headquarters-approver')
  async declineKeep(
    @CurrentSession() session: Session,
    @Param('loanNumber') loanNumber: string,
    @Body() body: DeclineKeepBody,
  ): Promise<Shown<LoanShown>> {
    const declinedAt = statedInstant(body.declinedAt, 'declinedAt', this.clock.now());
    return viewOf(await this.keepLoan.decline({ session, loanNumber, reason: body.reason, declinedAt }));
  }

  /** Says that the customer lost it: he owes it when another person confirms (S7). Or that the custodian owes it, who says so himself or headquarters do. */
  @Post(':loanNumber/report-lost')
  @HttpCode(200)
  @RequireRoles(...branch, 'headquarters-approver')
  async reportLost(
    @CurrentSession() session: Session,
    @Param('loanNumber') loanNumber: string,
    @Body() body: LoanLostBody,
  ): Promise<Shown<LoanShown>> {
    const lostAt = statedInstant(body.lostAt, 'lostAt', this.clock.now());
    return viewOf(
      await this.reportLoanLost.execute({ session, loanNumber, lostAt, liable: body.liable ?? 'customer' }),
    );
  }

  /** The customer owes its price, as another person has said: the loan ends. */
  @Post(':loanNumber/confirm-loss')
  @HttpCode(200)
  @RequireRoles('branch-head', 'headquarters-approver')
  async confirmLoss(
    @CurrentSession() session: Session,
    @Param('loanNumber') loanNumber: string,
    @Body() body: ConfirmLossBody,
  ): Promise<Shown<LoanShown>> {
    const confirmedAt = statedInstant(body.confirmedAt, 'confirmedAt', this.clock.now());
    return viewOf(await this.reportLoanLost.confirm({ session, loanNumber, confirmedAt }));
  }

  /** It is not lost at the customer: the loan goes on as it was. */
  @Post(':loanNumber/decline-loss')
  @HttpCode(200)
  @RequireRoles(...branch, 'headquarters-approver')
  async declineLoss(
    @CurrentSession() session: Session,
    @Param('loanNumber') loanNumber: string,
    @Body() body: DeclineLossBody,
  ): Promise<Shown<LoanShown>> {
    const declinedAt = statedInstant(body.declinedAt, 'declinedAt', this.clock.now());
    return viewOf(await this.reportLoanLost.decline({ session, loanNumber, reason: body.reason, declinedAt }));
  }
}

function viewOf({ version: _version, keepProposal: _keepProposal, ...loan }: Loan): Shown<LoanShown> {
  return loan;
}
