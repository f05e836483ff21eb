import { Controller } from '@nestjs/common';
import { refundPaidV1 } from '@rotables/contracts';
import type { RefundPaid } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { ResolveByExchange } from '../commands/resolve-by-exchange.js';

@Controller()
export class OnRefundPaid {
  constructor(private readonly resolveByExchange: ResolveByExchange) {}

  @OnEvent(refundPaidV1)
  async on({ faultNumber, refundNumber: reference, paidAt }: RefundPaid): Promise<void> {
    await this.resolveByExchange.execute({
      faultNumber,
      resolution: 'refund',
      reference,
      resolvedAt: new Date(paidAt),
    });
  }
}
