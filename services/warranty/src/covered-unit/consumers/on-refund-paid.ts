import { Controller } from '@nestjs/common';
import { OnEvent } from '@rotables/event-bus';
import { refundPaidV1, type RefundPaid } from '@rotables/contracts';
import { EndCoverage } from '../commands/end-coverage.js';

@Controller()
export class OnRefundPaid {
  constructor(private readonly endCoverage: EndCoverage) {}

  @OnEvent(refundPaidV1)
  async handle({ serial, faultNumber, refundNumber, paidAt }: RefundPaid): Promise<void> {
    const facts = { reason: 'refunded', replacedBy: null, faultNumber, endedAt: new Date(paidAt) } as const;
    await this.endCoverage.execute(serial, facts, refundNumber);
  }
}
