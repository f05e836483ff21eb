import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { Allocations } from '../../allocation/allocation.repository.js';
import { closeReplenishmentRest, owedAgain } from '../replenishment.js';
import type { Replenishment } from '../replenishment.js';
import { DefectiveReturns, Replenishments } from '../replenishment.repository.js';

export interface CloseReplenishmentRestCommand {
  readonly session: Session;
  readonly replenishmentNumber: string;
  readonly reason: string;
  readonly closedAt: Date;
}

/** What cannot be shipped does not stay on order for ever: the units are owed again, and the next closing orders them (S6). */
@Injectable()
export class CloseReplenishmentRest {
  constructor(
    private readonly replenishments: Replenishments,
    private readonly returns: DefectiveReturns,
    private readonly allocations: Allocations,
  ) {}

  async execute(command: CloseReplenishmentRestCommand): Promise<Replenishment> {
    const { session, replenishmentNumber, reason, closedAt } = command;
    const replenishment = await this.replenishments.load(replenishmentNumber);
    ensureCityInScope(session, replenishment.city);
    await this.allocations.lock(replenishment.city);
    const decision = closeReplenishmentRest(replenishment, { reason, by: session.actor, closedAt });
    await this.returns.reopen(replenishmentNumber, owedAgain(replenishment));
    return this.replenishments.save(decision);
  }
}
