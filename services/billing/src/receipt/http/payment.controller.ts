import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseFen, roles, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { optionalCity, optionalDay } from '../../http/fields.js';
import { ReceivePayment } from '../commands/receive-payment.js';
import { ReceiptList } from '../queries/receipt-list.js';
import { ReceiptPage, ReceiptsQuery, receiptView, ReceiptView, ReceivePaymentBody } from './payment.dto.js';

@ApiTags('payments')
@Controller('v1')
export class PaymentController {
  constructor(
    private readonly receivePayment: ReceivePayment,
    private readonly receipts: ReceiptList,
    private readonly clock: Clock,
  ) {}

  /** Receives money for a charge and writes the receipt (B3). */
  @Post('payments')
  @RequireRoles('branch-clerk', 'branch-head', 'finance')
  @ApiCreatedResponse({ type: ReceiptView })
  async receive(@Body() body: ReceivePaymentBody, @CurrentSession() session: Session): Promise<ReceiptView> {
    const now = this.clock.now();
    const receivedAt = statedInstant(body.receivedAt, 'receivedAt', now);
    const { chargeNumber, method } = body;
    const payment = { chargeNumber, method, receivedAt, amountFen: parseFen(body.amountFen, 'amountFen') };
    return receiptView(await this.receivePayment.execute(payment, session, now));
  }

  @Get('receipts')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: ReceiptPage })
  async list(@Query() query: ReceiptsQuery): Promise<ReceiptPage> {
    const bounds = { from: optionalDay(query.from, 'from'), to: optionalDay(query.to, 'to') };
    const { items, nextCursor } = await this.receipts.page(
      { ...query, ...bounds, city: optionalCity(query.city) },
      query,
    );
    return { items: items.map(receiptView), nextCursor };
  }

  @Get('receipts/:receiptNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: ReceiptView })
  async get(@Param('receiptNumber') receiptNumber: string): Promise<ReceiptView> {
    return receiptView(await this.receipts.get(receiptNumber));
  }
}
