import { Controller } from '@nestjs/common';
import {
  cityGradedV1,
  feeDefinedV1,
  quoteConfirmedV1,
  quoteIssuedV1,
  quoteRefusedV1,
  quoteWithdrawnV1,
  refundPaidV1,
  refundProposedV1,
  refundRejectedV1,
} from '@rotables/contracts';
import type {
  CityGraded,
  FeeDefined,
  QuoteConfirmed,
  QuoteIssued,
  QuoteRefused,
  QuoteWithdrawn,
  RefundPaid,
  RefundProposed,
  RefundRejected,
} from '@rotables/contracts';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { Projections } from '../projections.js';

/** What cases know of quotes and refunds, and scrap of prices. */
@Controller()
export class OnBillingEvents {
  constructor(private readonly projections: Projections) {}

  @OnEvent(quoteIssuedV1)
  async onQuoteIssued(body: QuoteIssued): Promise<void> {
    await this.projections.quote(body, { state: 'issued', answeredAt: null, confirmedAt: null });
  }

  @OnEvent(quoteConfirmedV1)
  async onQuoteConfirmed(body: QuoteConfirmed, { event }: EventContext): Promise<void> {
    await this.projections.quote(body, {
      state: 'confirmed',
      answeredAt: event.time,
      confirmedAt: body.confirmedAt,
    });
  }

  @OnEvent(quoteRefusedV1)
  async onQuoteRefused(body: QuoteRefused, { event }: EventContext): Promise<void> {
    await this.projections.quote(body, { state: 'refused', answeredAt: event.time, confirmedAt: null });
  }

  @OnEvent(quoteWithdrawnV1)
  async onQuoteWithdrawn(body: QuoteWithdrawn): Promise<void> {
    await this.projections.quote(body, { state: 'withdrawn', answeredAt: null, confirmedAt: null });
  }

  @OnEvent(refundProposedV1)
  async onRefundProposed(body: RefundProposed): Promise<void> {
    await this.projections.refund(body, 'proposed');
  }

  @OnEvent(refundPaidV1)
  async onRefundPaid(body: RefundPaid): Promise<void> {
    await this.projections.refund(body, 'paid');
  }

  @OnEvent(refundRejectedV1)
  async onRefundRejected(body: RefundRejected): Promise<void> {
    await this.projections.refund(body, 'rejected');
  }

  /** Of all fees only the price of a unit says what scrap is worth (R9). */
  @OnEvent(feeDefinedV1)
  async onFeeDefined(body: FeeDefined): Promise<void> {
    if (body.feeCode === 'unit-price') await this.projections.unitPriceDefined(body);
  }

  @OnEvent(cityGradedV1)
  async onCityGraded(body: CityGraded): Promise<void> {
    await this.projections.cityGraded(body);
  }
}
