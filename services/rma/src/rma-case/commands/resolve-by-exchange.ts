import { Injectable } from '@nestjs/common';
import { Projections } from '../../projections/projections.js';
import { resolveByExchange, type ExchangeMade } from '../case-outcome.js';
import { RmaCases } from '../rma-case.repository.js';

export interface ResolveByExchangeCommand extends ExchangeMade {
  readonly faultNumber: string;
}

/** Command: the spare stays for good, or the money went back (R8). A fault number that is not ours is no concern of ours. */
@Injectable()
export class ResolveByExchange {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
  ) {}

  async execute({ faultNumber, ...made }: ResolveByExchangeCommand): Promise<void> {
    const rmaCase = await this.cases.find(faultNumber);
    if (!rmaCase) return;
    const facts = await this.projections.serviceFacts(faultNumber);
    await this.cases.save(resolveByExchange(rmaCase, made, facts));
  }
}
