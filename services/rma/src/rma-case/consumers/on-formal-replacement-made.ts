import { Controller } from '@nestjs/common';
import { formalReplacementMadeV1 } from '@rotables/contracts';
import type { FormalReplacementMade } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { ResolveByExchange } from '../commands/resolve-by-exchange.js';

@Controller()
export class OnFormalReplacementMade {
  constructor(private readonly resolveByExchange: ResolveByExchange) {}

  @OnEvent(formalReplacementMadeV1)
  async on({ faultNumber, loanNumber: reference, madeAt }: FormalReplacementMade): Promise<void> {
    await this.resolveByExchange.execute({
      faultNumber,
      resolution: 'formal-replacement',
      reference,
      resolvedAt: new Date(madeAt),
    });
  }
}
