import { Injectable } from '@nestjs/common';
import { siteOpenedV1 } from '@rotables/contracts';
import type { CityCode, Decision } from '@rotables/domain-kernel';
import { rememberSite } from '@rotables/directory';
import { appendEvents } from '@rotables/outbox';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { refusingDuplicates, writeRow } from '../../aggregate-store.js';
import type { PoolEvent } from '../../pool-event.js';
import { SiteAlreadyOpen, SiteNotFound } from '../site.errors.js';
import { Sites } from '../site.repository.js';
import type { Site, SiteKind } from '../site.js';
import { CityBookSchema, SiteCustodySchema, SiteSchema } from './site.schema.js';

/** Which site stands for a city that has several. */
const mainFirst: readonly SiteKind[] = ['branch', 'headquarters', 'central-warehouse', 'station'];

@Injectable()
export class MikroSites extends Sites {
  async load(site: string): Promise<Site> {
    return { ...(await lockRow(SiteSchema, { site }, () => new SiteNotFound(site))) };
  }

  async find(site: string): Promise<Site | null> {
    const row = await UnitOfWork.current().findOne(SiteSchema, { site });
    return row ? { ...row } : null;
  }

  async get(site: string): Promise<Site> {
    const found = await this.find(site);
    if (!found) throw new SiteNotFound(site);
    return found;
  }

  async mainSiteOf(city: CityCode): Promise<Site> {
    const main = await this.findMainSiteOf(city);
    if (!main) throw new SiteNotFound(`of ${city}`);
    return main;
  }

  async findMainSiteOf(city: CityCode): Promise<Site | null> {
    const [main] = await this.ofCity(city);
    return main ?? null;
  }

  async openedBefore(city: CityCode, instant: Date): Promise<readonly string[]> {
    const sites = await this.ofCity(city);
    return sites.filter(({ openedAt }) => openedAt < instant).map(({ site }) => site);
  }

  async custodiansOf(sites: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await UnitOfWork.current().find(SiteSchema, { site: { $in: [...sites] } }, { refresh: true });
    return new Map(rows.map(({ site, custodian }) => [site, custodian]));
  }

  /** The main one first. */
  private async ofCity(city: CityCode): Promise<readonly Site[]> {
    const sites = await UnitOfWork.current().find(SiteSchema, { city }, { orderBy: { site: 'asc' } });
    const rank = ({ siteKind }: Site): number => mainFirst.indexOf(siteKind);
    return sites.map((row): Site => ({ ...row })).sort((one, other) => rank(one) - rank(other));
  }

  async cities(): Promise<readonly CityCode[]> {
    const sites = await UnitOfWork.current().find(SiteSchema, {}, { orderBy: { city: 'asc' } });
    return [...new Set(sites.map(({ city }) => city))];
  }

  async save({ state, events }: Decision<Site, PoolEvent>): Promise<Site> {
    const { site, city } = state;
    const isNew = state.version === 0;
    if (isNew && (await this.find(site))) throw new SiteAlreadyOpen(site);
    return refusingDuplicates(
      async () => {
        const version = await appendEvents(
          { topic: siteOpenedV1.topic, key: site, city, version: state.version },
          events,
        );
        await writeRow(SiteSchema, { site }, { ...state, version }, isNew);
        await this.writeCustody(state);
        await rememberSite(state);
        return { ...state, version };
      },
      () => new SiteAlreadyOpen(site),
    );
  }

  private async writeCustody({ site, city, custodian, custodianSince }: Site): Promise<void> {
    const em = UnitOfWork.current();
    await em.nativeUpdate(SiteCustodySchema, { site, untilAt: null }, { untilAt: custodianSince });
    await em.upsert(SiteCustodySchema, { site, city, custodian, fromAt: custodianSince, untilAt: null });
    await em.upsert(CityBookSchema, { city, openFrom: null }, { onConflictAction: 'ignore' });
  }
}
