import { Injectable, Logger } from '@nestjs/common';
import { EndCoverage } from '../../covered-unit/commands/end-coverage.js';
import { ExtendCoverage } from '../../covered-unit/commands/extend-coverage.js';
import { TransferCoverage } from '../../covered-unit/commands/transfer-coverage.js';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { Entitlements } from '../../entitlement/entitlement.repository.js';
import type { FaultEntitlement } from '../../entitlement/entitlement.js';
import { refusalOf, type CaseFact, type FactOfFault, type RefusalReason } from '../case-fact.js';
import { SetAsideFacts } from '../set-aside-facts.js';

/** What following a fact came to. */
export type Followed = 'done' | 'awaits-coverage' | RefusalReason;

/**
 * Command: something happened to the unit of a case, so its coverage follows (W7, W8, R8, R9). Only for the unit and the city for which this
 * service decided the fault's entitlement; what comes before its fault waits for it, and what is about another unit is set aside to be seen.
 */
@Injectable()
export class FollowCaseFact {
  private readonly log = new Logger(FollowCaseFact.name);

  constructor(
    private readonly entitlements: Entitlements,
    private readonly units: CoveredUnits,
    private readonly setAside: SetAsideFacts,
    private readonly extendCoverage: ExtendCoverage,
    private readonly transferCoverage: TransferCoverage,
    private readonly endCoverage: EndCoverage,
  ) {}

  async execute(fact: CaseFact): Promise<void> {
    const { faultNumber } = fact;
    if (faultNumber === null) return this.scrappedWithoutCase(fact);
    const fault = await this.entitlements.find(faultNumber);
    if (!fault) return this.awaitFault(fact);
    const refusal = refusalOf(fact, fault);
    const followed = refusal ?? (await this.follow({ ...fact, faultNumber }, fault));
    if (followed === 'awaits-coverage') await this.setAside.await(fact, 'coverage');
    else if (followed !== 'done') await this.refuse(fact, followed);
  }

  /** The fault is known now. */
  async resumeFault(faultNumber: string): Promise<void> {
    for (const fact of await this.setAside.takeForFault(faultNumber)) await this.execute(fact);
  }

  /** These serials are covered now, also for days that have passed: what replaced them in the meantime inherits (W8, W11). */
  async resumeSerials(serials: readonly string[]): Promise<void> {
    for (const fact of await this.setAside.takeForSerials(serials)) await this.execute(fact);
  }

  /** Of a unit that nobody covers, only a replacement may still come to matter: its case may turn out to be about a unit that is registered late. */
  private async awaitFault(fact: CaseFact): Promise<void> {
    const unit = await this.units.find(fact.serial);
    if (unit || fact.kind === 'replaced') await this.setAside.await(fact, 'fault');
  }

  private async follow(fact: FactOfFault, fault: FaultEntitlement): Promise<Followed> {
    switch (fact.kind) {
      case 'returned':
        await this.extendCoverage.execute(fact, fault);
        return 'done';
      case 'replaced': {
        const followed = await this.transferCoverage.execute(fact, fault);
        // What replaced the replacement may have been heard of first.
        if (followed === 'done' && fact.replacement) await this.resumeSerials([fact.replacement.serial]);
        return followed;
      }
      case 'refunded':
        await this.endCoverage.execute(fact, 'refunded');
        return 'done';
      case 'scrapped':
        await this.endCoverage.execute(fact, 'scrapped');
        return 'done';
    }
  }

  /** Without a case only what is nobody's covered unit is scrapped; a replaced one is the company's by then, or will be once that is heard of. */
  private async scrappedWithoutCase(fact: CaseFact): Promise<void> {
    const unit = await this.units.find(fact.serial);
    if (unit?.state === 'covered') await this.refuse(fact, 'scrapped-without-case');
  }

  private async refuse(fact: CaseFact, reason: RefusalReason): Promise<void> {
    this.log.warn(`${fact.document} says that ${fact.serial} was ${fact.kind}, which is refused: ${reason}.`);
    await this.setAside.refuse(fact, reason);
  }
}
