import { Injectable } from '@nestjs/common';
import type { Serial } from '@rotables/domain-kernel';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';

export interface BookOfSite {
  /** Everything in the custodian's keeping. */
  readonly units: readonly SpareUnit[];
  /** What can be counted: on the shelf and in the quarantine, and not on loan. */
  readonly bookedSerials: readonly Serial[];
}

/** What a custodian keeps at a site, under lock (O2). */
@Injectable()
export class SiteBook {
  constructor(private readonly ledger: SpareUnitLedger) {}

  async of(site: string): Promise<BookOfSite> {
    const units = await this.ledger.inKeepingAt(site);
    return { units, bookedSerials: units.filter(({ place }) => place.kind !== 'loan').map(({ serial }) => serial) };
  }
}
