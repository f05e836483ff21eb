import { Injectable } from '@nestjs/common';
import { businessDateOf, Clock, ensureCityInScope } from '@rotables/domain-kernel';
import type { Quantity, Session } from '@rotables/domain-kernel';
import { allocationOf } from '../../allocation/allocation.js';
import { Allocations } from '../../allocation/allocation.repository.js';
import { Sites } from '../../site/site.repository.js';
import { submit } from '../spare-application.js';
import type { SpareApplication } from '../spare-application.js';
import { SpareApplications } from '../spare-application.repository.js';

export interface SubmitSpareApplicationCommand {
  readonly session: Session;
  readonly site: string;
  readonly model: string;
  readonly quantity: Quantity;
  readonly reason: string;
  readonly submittedAt: Date;
}

/**
 * The city's quota is locked while its arithmetic is done: of two who ask for the last unit, one gets it. It is the arithmetic of today,
 * whenever the branch says that it asked: a stated time chooses no quota (S2).
 */
@Injectable()
export class SubmitSpareApplication {
  constructor(
    private readonly applications: SpareApplications,
    private readonly allocations: Allocations,
    private readonly sites: Sites,
    private readonly clock: Clock,
  ) {}

  async execute({ session, site: code, ...facts }: SubmitSpareApplicationCommand): Promise<SpareApplication> {
    const { city } = await this.sites.get(code);
    ensureCityInScope(session, city);
    await this.allocations.lock(city);
    const { installed, policy } = await this.allocations.basisOn(city, businessDateOf(this.clock.now()));
    const use = await this.allocations.useOf(city);
    const applicationNumber = await this.applications.nextNumber(facts.submittedAt);
    const allocation = allocationOf(installed, policy);
    return this.applications.save(
      submit({ ...facts, applicationNumber, city, site: code, by: session.actor, allocation, use }),
    );
  }
}
