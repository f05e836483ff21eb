import { custodyHandedOverV1, siteOpenedV1 } from '@rotables/contracts';
import { lifecycle } from '@rotables/domain-kernel';
import type { CityCode, Decision, Role, Serial } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { CustodyHandOver } from '../custody-hand-over/custody-hand-over.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';

export const siteKinds = ['headquarters', 'central-warehouse', 'branch', 'station'] as const;
export type SiteKind = (typeof siteKinds)[number];

/** Who may keep a site of a kind (O2). */
export const custodianRolesOf: Readonly<Record<SiteKind, readonly Role[]>> = {
  branch: ['branch-head'],
  station: ['branch-head'],
  'central-warehouse': ['warehouse', 'headquarters-approver'],
  headquarters: ['headquarters-approver', 'warehouse', 'branch-head'],
};

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

export interface PassFacts {
  readonly handOver: Pick<CustodyHandOver, 'handOverNumber' | 'toCustodian' | 'openedBy' | 'witness'>;
  readonly countedUnits: number;
  /** Missing before a witness: the leaver's loss. */
  readonly lost: readonly Serial[];
  readonly at: Date;
}

/** Custody passes when the successor has accepted it (O2); the hand-over has looked at the count and at who is who. */
export function passCustody(site: Site, { handOver, countedUnits, lost, at }: PassFacts): Decision<Site, PoolEvent> {
  siteLifecycle.after('open', 'handOverCustody');
  const { handOverNumber, toCustodian, witness } = handOver;
  ensureNotBefore('acceptedAt', at, site.custodianSince, `${site.custodian} took the site over`);
  return {
    state: { ...site, custodian: toCustodian, custodianSince: at },
    events: [
      poolEvent(custodyHandedOverV1, {
        site: site.site,
        city: site.city,
        fromCustodian: site.custodian,
        toCustodian,
        countedUnits,
        handOverNumber,
        witness,
        missingSerials: [...lost],
        handedOverAt: at.toISOString(),
      }),
    ],
  };
}
