import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Quantity, Session } from '@rotables/domain-kernel';
import { Allocations } from '../../allocation/allocation.repository.js';
import { Sites } from '../../site/site.repository.js';
import { requestEarly } from '../replenishment.js';
import type { Replenishment } from '../replenishment.js';
import { Replenishments } from '../replenishment.repository.js';

export interface RequestEarlyReplenishmentCommand {
  readonly session: Session;
  readonly site: string;
  readonly quantity: Quantity;
  readonly reason: string;
  readonly attachmentName: string;
  readonly attachment: Buffer;
  readonly requestedAt: Date;
}

@Injectable()
export class RequestEarlyReplenishment {
  constructor(
    private readonly replenishments: Replenishments,
    private readonly allocations: Allocations,
    private readonly sites: Sites,
  ) {}

  async execute({
    session,
    site: code,
    attachment,
    ...facts
  }: RequestEarlyReplenishmentCommand): Promise<Replenishment> {
    const { city, site } = await this.sites.get(code);
    ensureCityInScope(session, city);
    await this.allocations.lock(city);
    const { owedByRepair: owed } = await this.allocations.useOf(city);
    const replenishmentNumber = await this.replenishments.nextEarlyNumber(facts.requestedAt);
    const requested = await this.replenishments.save(
      requestEarly({ ...facts, replenishmentNumber, city, site, by: session.actor, owed }),
    );
    await this.replenishments.attach(requested, facts.attachmentName, attachment);
    return requested;
  }
}
