import { Controller } from '@nestjs/common';
import {
  quoteConfirmedV1,
  quoteIssuedV1,
  quoteRefusedV1,
  quoteWithdrawnV1,
  refundPaidV1,
  refundProposedV1,
  refundRejectedV1,
} from '@rotables/contracts';
import type {
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

/** What cases know of quotes and refunds. */
@Controller()
export class OnBillingEvents {
  constructor(private readonly projections: Projections) {}

  @OnEvent(quoteIssuedV1)
  async onQuoteIssued(body: QuoteIssued): Promise<void> {
    await this.projections.quote(body, 'issued', null);
  }

  @OnEvent(quoteConfirmedV1)
  async onQuoteConfirmed(body: QuoteConfirmed, { event }: EventContext): Promise<void> {
    await this.projections.quote(body, 'confirmed', event.time);
  }

  @OnEvent(quoteRefusedV1)
  async onQuoteRefused(body: QuoteRefused, { event }: EventContext): Promise<void> {
    await this.projections.quote(body, 'refused', event.time);
  }

  @OnEvent(quoteWithdrawnV1)
  async onQuoteWithdrawn(body: QuoteWithdrawn): Promise<void> {
    await this.projections.quote(body, 'withdrawn', null);
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
}
