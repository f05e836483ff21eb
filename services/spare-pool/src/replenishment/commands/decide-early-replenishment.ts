import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { Allocations } from '../../allocation/allocation.repository.js';
import { approveEarly, rejectEarly } from '../replenishment.js';
import type { Replenishment } from '../replenishment.js';
import { EarlyReplenishmentBounds } from './early-replenishment-bounds.js';
import { Replenishments } from '../replenishment.repository.js';

export interface ApproveEarlyReplenishmentCommand {
  readonly session: Session;
  readonly replenishmentNumber: string;
  readonly approvedAt: Date;
}

/** What is owed is looked at again under the quota's lock, so that two requests never make up one unit (S6). */
@Injectable()
export class DecideEarlyReplenishment {
  constructor(
    private readonly replenishments: Replenishments,
    private readonly allocations: Allocations,
    private readonly bounds: EarlyReplenishmentBounds,
  ) {}

  async approve({
    session,
    replenishmentNumber,
    approvedAt,
  }: ApproveEarlyReplenishmentCommand): Promise<Replenishment> {
    const replenishment = await this.replenishments.load(replenishmentNumber);
    ensureCityInScope(session, replenishment.city);
    const { city, model } = replenishment;
    await this.allocations.lock(city);
    const bounds = await this.bounds.of(city, model);
    return this.replenishments.save(approveEarly(replenishment, { by: session.actor, approvedAt, ...bounds }));
  }

  async reject({
    session,
    replenishmentNumber,
  }: Omit<ApproveEarlyReplenishmentCommand, 'approvedAt'>): Promise<Replenishment> {
    const replenishment = await this.replenishments.load(replenishmentNumber);
    ensureCityInScope(session, replenishment.city);
    return this.replenishments.save(rejectEarly(replenishment, session.actor));
  }
}
