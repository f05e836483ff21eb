import { Injectable } from '@nestjs/common';
import type { FaultCause } from '@rotables/contracts';
import { documentNumber, parseCityCode, parseSerial, type BusinessDate } from '@rotables/domain-kernel';
import { nextNumberWithGaps } from '@rotables/persistence';
import { CoverageReader } from '../../covered-unit/queries/coverage-reader.js';
import { Entitlements } from '../entitlement.repository.js';
import { decide } from '../entitlement.js';

export interface FaultOfUnit {
  readonly faultNumber: string;
  readonly serial: string;
  readonly city: string;
  readonly cause: FaultCause;
  readonly serviceFeePaid: boolean;
  readonly reportedOn: BusinessDate;
  readonly reportedAt: Date;
}

/** Command: a fault was reported, so what the customer is entitled to is decided, once (W11). */
@Injectable()
export class DecideEntitlementForFault {
  constructor(
    private readonly entitlements: Entitlements,
    private readonly coverages: CoverageReader,
  ) {}

  async execute({ faultNumber, reportedOn, reportedAt, cause, ...fault }: FaultOfUnit): Promise<void> {
    const earlier = await this.entitlements.find(faultNumber);
    const coverage = await this.coverages.factsAsOf(fault.serial, reportedOn, reportedAt);
    const decision = decide(earlier, {
      entitlementId: documentNumber('EN', reportedOn, await nextNumberWithGaps('entitlement_number')),
      faultNumber,
      serial: parseSerial(fault.serial),
      city: parseCityCode(fault.city),
      decidedAt: reportedAt,
      facts: {
        faultOn: reportedOn,
        cause,
        serviceFeePaid: fault.serviceFeePaid && coverage.serviceFeePaid,
        coverage: coverage.facts,
      },
    });
    if (decision) await this.entitlements.save(decision);
  }
}
