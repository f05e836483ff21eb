import { Injectable } from '@nestjs/common';
import type { FaultCause } from '@rotables/contracts';
import { businessDateOf, documentNumber, type CityCode, type Serial } from '@rotables/domain-kernel';
import { nextNumberWithGaps } from '@rotables/persistence';
import { CoverageReader } from '../../covered-unit/queries/coverage-reader.js';
import { Entitlements } from '../entitlement.repository.js';
import { decide } from '../entitlement.js';

export interface FaultOfUnit {
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly cause: FaultCause;
  readonly reportedAt: Date;
}

/** Command: a fault was reported, so what the customer is entitled to is decided, once (W11). */
@Injectable()
export class DecideEntitlementForFault {
  constructor(
    private readonly entitlements: Entitlements,
    private readonly coverages: CoverageReader,
  ) {}

  async execute({ faultNumber, serial, city, cause, reportedAt }: FaultOfUnit): Promise<void> {
    await this.entitlements.holdSerials([serial]);
    const earlier = await this.entitlements.find(faultNumber);
    const faultOn = businessDateOf(reportedAt);
    const decision = decide(earlier, {
      entitlementId: documentNumber('EN', faultOn, await nextNumberWithGaps('entitlement_number')),
      faultNumber,
      serial,
      city,
      decidedAt: reportedAt,
      facts: { faultOn, cause, coverage: await this.coverages.factsAsOf(serial, reportedAt) },
    });
    if (decision) await this.entitlements.save(decision);
  }
}
