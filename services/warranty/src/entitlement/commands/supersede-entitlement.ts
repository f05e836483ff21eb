import { Injectable } from '@nestjs/common';
import type { FaultCause } from '@rotables/contracts';
import { businessDateOf, documentNumber } from '@rotables/domain-kernel';
import { nextNumberWithGaps } from '@rotables/persistence';
import { supersede } from '../entitlement.js';
import { Entitlements } from '../entitlement.repository.js';

export interface InspectedFault {
  readonly faultNumber: string;
  readonly cause: FaultCause;
  readonly inspectedAt: Date;
}

/** Command: a unit was inspected; another cause than the one decided on supersedes the entitlement (W11, R6). */
@Injectable()
export class SupersedeEntitlement {
  constructor(private readonly entitlements: Entitlements) {}

  /** The report and the inspection of a case travel on one topic under one key, so the first decision is always there. */
  async execute({ faultNumber, cause, inspectedAt }: InspectedFault): Promise<void> {
    const earlier = await this.entitlements.find(faultNumber);
    const entitlementId = documentNumber(
      'EN',
      businessDateOf(inspectedAt),
      await nextNumberWithGaps('entitlement_number'),
    );
    const decision = earlier && supersede(earlier, { entitlementId, cause, decidedAt: inspectedAt });
    if (decision) await this.entitlements.save(decision);
  }
}
