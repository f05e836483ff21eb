import { Inject, Injectable } from '@nestjs/common';
import type { FaultCause } from '@rotables/contracts';
import { businessDateOf, countedFrom, documentNumber, type CityCode, type Serial } from '@rotables/domain-kernel';
import { nextNumberWithGaps } from '@rotables/persistence';
import { serviceConfiguration, type ServiceConfiguration } from '@rotables/service-host';
import { CoverageReader } from '../../covered-unit/queries/coverage-reader.js';
import { Entitlements } from '../entitlement.repository.js';
import { decide } from '../entitlement.js';

export interface FaultOfUnit {
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly cause: FaultCause;
  readonly reportedAt: Date;
  readonly heardAt: Date;
}

/**
 * Command: a fault was reported, so what the customer is entitled to is decided, once (W11). A report that is told later than is tolerated
 * counts from so long before it was told: nobody buys a right by the day that he states.
 */
@Injectable()
export class DecideEntitlementForFault {
  constructor(
    private readonly entitlements: Entitlements,
    private readonly coverages: CoverageReader,
    @Inject(serviceConfiguration) private readonly configuration: ServiceConfiguration,
  ) {}

  async execute({ faultNumber, serial, city, cause, reportedAt, heardAt }: FaultOfUnit): Promise<void> {
    await this.entitlements.holdSerials([serial]);
    const earlier = await this.entitlements.find(faultNumber);
    const countedAt = countedFrom(reportedAt, heardAt, this.configuration.toleratedDaysLate);
    const faultOn = businessDateOf(countedAt);
    const late = countedAt > reportedAt ? { statedOn: businessDateOf(reportedAt) } : {};
    const decision = decide(earlier, {
      entitlementId: documentNumber('EN', faultOn, await nextNumberWithGaps('entitlement_number')),
      faultNumber,
      serial,
      city,
      decidedAt: countedAt,
      facts: { faultOn, ...late, cause, coverage: await this.coverages.factsAsOf(serial, countedAt) },
    });
    if (decision) await this.entitlements.save(decision);
  }
}
