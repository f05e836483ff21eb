import { custodyHandedOverV1, siteOpenedV1 } from '@rotables/contracts';
import { lifecycle } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Serial } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { CountDiffersFromBook, NotTheCustodian, SameCustodian } from './site.errors.js';

export const siteKinds = ['headquarters', 'central-warehouse', 'branch', 'station'] as const;
export type SiteKind = (typeof siteKinds)[number];

export const siteLifecycle = lifecycle({ open: { handOverCustody: 'open' } }, 'site');

/** A place of the organisation where units are kept, by one custodian at a time (O1, O2). */
export interface Site {
  readonly site: string;
  readonly city: CityCode;
  readonly siteKind: SiteKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly custodian: string;
  readonly openedAt: Date;
  /** Since when the present custodian answers for it. */
  readonly custodianSince: Date;
  readonly version: number;
}

export type OpenSiteFacts = Omit<Site, 'version' | 'custodianSince'>;

export function openSite(facts: OpenSiteFacts): Decision<Site, PoolEvent> {
  return {
    state: { ...facts, custodianSince: facts.openedAt, version: 0 },
    events: [poolEvent(siteOpenedV1, { ...facts, openedAt: facts.openedAt.toISOString() })],
  };
}

export interface HandOverFacts {
  readonly by: ActorId;
  readonly toCustodian: ActorId;
  readonly countedSerials: readonly Serial[];
  /** What the ledger has on the site's shelf and in its quarantine. */
  readonly bookedSerials: readonly Serial[];
  readonly handedOverAt: Date;
}

/** Custody passes only when what was counted is what the book says (O2). */
export function handOverCustody(site: Site, facts: HandOverFacts): Decision<Site, PoolEvent> {
  siteLifecycle.after('open', 'handOverCustody');
  if (facts.by !== site.custodian) throw new NotTheCustodian(site.site, site.custodian, facts.by);
  if (facts.toCustodian === site.custodian) throw new SameCustodian(site.site, site.custodian);
  ensureNotBefore('handedOverAt', facts.handedOverAt, site.custodianSince, `${site.custodian} took the site over`);
  ensureCountIsBook(site.site, facts);
  return {
    state: { ...site, custodian: facts.toCustodian, custodianSince: facts.handedOverAt },
    events: [
      poolEvent(custodyHandedOverV1, {
        site: site.site,
        city: site.city,
        fromCustodian: site.custodian,
        toCustodian: facts.toCustodian,
        countedUnits: facts.bookedSerials.length,
        handedOverAt: facts.handedOverAt.toISOString(),
      }),
    ],
  };
}

function ensureCountIsBook(site: string, { countedSerials, bookedSerials }: HandOverFacts): void {
  const counted = new Set(countedSerials);
  const booked = new Set(bookedSerials);
  const missing = bookedSerials.filter((serial) => !counted.has(serial));
  const unexpected = [...counted].filter((serial) => !booked.has(serial));
  if (missing.length + unexpected.length > 0) throw new CountDiffersFromBook(site, missing, unexpected);
}
