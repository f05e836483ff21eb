import { Injectable } from '@nestjs/common';
import { ensureCityInScope } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { AwaitingFacts } from '../awaiting-facts.js';
import { settleFact, type FactException } from '../fact-exception.js';
import { UnitFactNotFound } from '../spare-unit.errors.js';

/** Headquarters has looked into what waits or was set aside, and says what became of it (E4). */
@Injectable()
export class SettleUnitFact {
  constructor(private readonly facts: AwaitingFacts) {}

  async execute(
    id: number,
    settling: { readonly reason: string; readonly at: Date },
    by: Session,
  ): Promise<FactException> {
    const fact = await this.facts.find(id);
    if (!fact) throw new UnitFactNotFound(id);
    ensureCityInScope(by, fact.city);
    return this.facts.settle(settleFact(fact, { ...settling, by: by.actor }));
  }
}
