import { Injectable } from '@nestjs/common';
import type { FactOfFault } from '../../case-fact/case-fact.js';
import { SupersedeEntitlement } from '../../entitlement/commands/supersede-entitlement.js';
import { reportedAtOf, type FaultEntitlement } from '../../entitlement/entitlement.js';
import { extend, extendHeir, type CoveredUnit } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';
import type { Downtime } from '../downtime.js';

/** Command: a repaired unit went back, so its downtime is added to the coverage (W7), and to that of whatever replaced it since (W8). */
@Injectable()
export class ExtendCoverage {
  constructor(
    private readonly units: CoveredUnits,
    private readonly supersede: SupersedeEntitlement,
  ) {}

  /** A serial that was never covered has nothing to extend. */
  async execute({ serial, at }: Pick<FactOfFault, 'serial' | 'at'>, fault: FaultEntitlement): Promise<void> {
    const downtime = downtimeOf(fault, at);
    const unit = downtime && (await this.units.findAsOf(serial, downtime.from));
    let decision = unit && extend(unit, downtime);
    while (decision) {
      const extended = await this.units.save(decision);
      const isLonger = decision.events.length > 0;
      if (isLonger) await this.supersede.reconsider([extended.serial], 'extension');
      const heir: CoveredUnit | undefined = isLonger ? await this.units.findHeir(extended) : undefined;
      decision = heir && extendHeir(heir, decision);
    }
  }
}

/** Undefined for a fault that the unit was not to blame for: what its customer did to it is no downtime of ours (W5, W7). */
export function downtimeOf(fault: FaultEntitlement, until: Date): Downtime | undefined {
  const from = reportedAtOf(fault);
  const cause = fault.decisions.at(-1)?.cause;
  if (!from || cause !== 'product-fault') return undefined;
  return { faultNumber: fault.faultNumber, from, until };
}
