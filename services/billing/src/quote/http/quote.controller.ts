import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { businessDateOf, Clock, roles, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { optionalCity } from '../../http/fields.js';
import { AnswerQuote } from '../commands/answer-quote.js';
import { IssueQuote } from '../commands/issue-quote.js';
import { QuoteList } from '../queries/quote-list.js';
import {
  ConfirmQuoteBody,
  IssueQuoteBody,
  QuotePage,
  QuotesQuery,
  quoteView,
  QuoteView,
  RefuseQuoteBody,
  WithdrawQuoteBody,
} from './quote.dto.js';

@ApiTags('quotes')
@Controller('v1/quotes')
export class QuoteController {
  constructor(
    private readonly issueQuote: IssueQuote,
    private readonly answerQuote: AnswerQuote,
    private readonly quotes: QuoteList,
    private readonly clock: Clock,
  ) {}

  /** Tells the customer the price (B2, R6). */
  @Post()
  @RequireRoles('branch-clerk', 'branch-head', 'technician', 'finance')
  @ApiCreatedResponse({ type: QuoteView })
  async issue(@Body() body: IssueQuoteBody, @CurrentSession() session: Session): Promise<QuoteView> {
    const now = this.clock.now();
    const issuedAt = statedInstant(body.issuedAt, 'issuedAt', now);
    const lines = body.lines.map(({ feeCode, description, quantity, unitFen }) => ({
      feeCode,
      description,
      quantity,
      unitFen,
    }));
    const request = { faultNumber: body.faultNumber, lines, issuedAt, pricedOn: businessDateOf(now) };
    return quoteView(await this.issueQuote.execute(request, session));
  }

  /** The customer agrees: paid work may start (B2). */
  @Post(':quoteNumber/confirm')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head')
  @ApiOkResponse({ type: QuoteView })
  async confirm(
    @Param('quoteNumber') quoteNumber: string,
    @Body() body: ConfirmQuoteBody,
    @CurrentSession() session: Session,
  ): Promise<QuoteView> {
    const at = statedInstant(body.confirmedAt, 'confirmedAt', this.clock.now());
    return quoteView(await this.answerQuote.confirm(quoteNumber, { by: body.confirmedBy, at }, session));
  }

  /** The customer declines: the unit goes back unrepaired (R6). */
  @Post(':quoteNumber/refuse')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head')
  @ApiOkResponse({ type: QuoteView })
  async refuse(
    @Param('quoteNumber') quoteNumber: string,
    @Body() body: RefuseQuoteBody,
    @CurrentSession() session: Session,
  ): Promise<QuoteView> {
    const at = statedInstant(body.refusedAt, 'refusedAt', this.clock.now());
    return quoteView(await this.answerQuote.refuse(quoteNumber, { by: body.refusedBy, at }, session));
  }

  /** Takes an open quote back, for example after the entitlement was superseded (W11). */
  @Post(':quoteNumber/withdraw')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head', 'technician', 'finance')
  @ApiOkResponse({ type: QuoteView })
  async withdraw(
    @Param('quoteNumber') quoteNumber: string,
    @Body() body: WithdrawQuoteBody,
    @CurrentSession() session: Session,
  ): Promise<QuoteView> {
    const at = statedInstant(body.withdrawnAt, 'withdrawnAt', this.clock.now());
    return quoteView(await this.answerQuote.withdraw(quoteNumber, { reason: body.reason, at }, session));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: QuotePage })
  async list(@Query() query: QuotesQuery): Promise<QuotePage> {
    const { items, nextCursor } = await this.quotes.page({ ...query, city: optionalCity(query.city) }, query);
    return { items: items.map(quoteView), nextCursor };
  }

  @Get(':quoteNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: QuoteView })
  async get(@Param('quoteNumber') quoteNumber: string): Promise<QuoteView> {
    return quoteView(await this.quotes.get(quoteNumber));
  }
}
