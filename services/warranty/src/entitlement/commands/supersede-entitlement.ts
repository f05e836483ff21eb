import { Injectable } from '@nestjs/common';
import type { FaultCause, SupersessionReason } from '@rotables/contracts';
import { businessDateOf, Clock, documentNumber } from '@rotables/domain-kernel';
import { nextNumberWithGaps } from '@rotables/persistence';
import { CoverageReader } from '../../covered-unit/queries/coverage-reader.js';
import { Entitlements } from '../entitlement.repository.js';
import { reportedAtOf, supersede, type Supersession } from '../entitlement.js';

export interface InspectedFault {
  readonly faultNumber: string;
  readonly cause: FaultCause;
  readonly inspectedAt: Date;
}

/** Commands by which a decision is superseded (W11); what leads to the same finding changes nothing. */
@Injectable()
export class SupersedeEntitlement {
  constructor(
    private readonly entitlements: Entitlements,
    private readonly coverages: CoverageReader,
    private readonly clock: Clock,
  ) {}

  /** Inspection found a cause (R6). The report and the inspection of a case travel on one topic under one key, so the first decision is always there. */
  async inspected({ faultNumber, cause, inspectedAt }: InspectedFault): Promise<void> {
    const earlier = await this.entitlements.find(faultNumber);
    const latest = earlier?.decisions.at(-1);
    if (!earlier || !latest || latest.cause === cause) return;
    const { serial, city } = latest;
    const facts = { ...latest.facts, cause };
    await this.save(supersede(earlier, { ...(await this.next(inspectedAt)), because: 'cause', serial, city, facts }));
  }

  /** Something about these serials became known, late perhaps: every fault of theirs is looked at again as of its own instant. */
  async reconsider(serials: readonly string[], because: SupersessionReason): Promise<void> {
    await this.entitlements.holdSerials(serials);
    for (const faultNumber of await this.entitlements.faultsOf(serials)) {
      const earlier = await this.entitlements.find(faultNumber);
      const latest = earlier?.decisions.at(-1);
      const reportedAt = earlier && reportedAtOf(earlier);
      if (!earlier || !latest || !reportedAt) continue;
      const { serial, city, facts } = latest;
      const coverage = await this.coverages.factsAsOf(serial, reportedAt);
      const by = { ...(await this.next(this.clock.now())), because, serial, city, facts: { ...facts, coverage } };
      await this.save(supersede(earlier, by));
    }
  }

  private async next(decidedAt: Date): Promise<Pick<Supersession, 'entitlementId' | 'decidedAt'>> {
    const number = await nextNumberWithGaps('entitlement_number');
    return { entitlementId: documentNumber('EN', businessDateOf(decidedAt), number), decidedAt };
  }

  private async save(decision: ReturnType<typeof supersede>): Promise<void> {
    if (decision) await this.entitlements.save(decision);
  }
}
