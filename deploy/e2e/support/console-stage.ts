import { parseCityCode } from '@rotables/domain-kernel';
import { waitFor } from '@rotables/testing';
import type { Browser } from 'playwright-core';
import type { NewAccount } from '../../../services/console/src/index.js';
import { Person, startBrowser, type Signing } from './browser.js';
import { ConsoleSystem, type Poster } from './console-system.js';

export const model = 'ST31500541AS';

/** What every journey finds. Each plays in a city of its own, so that they run in any order. */
const cities = [
  { city: 'DL', nameZh: '大连', nameEn: 'Dalian', installed: 100, acceptedOn: '2026-03-02', spares: 0 },
  { city: 'AS', nameZh: '鞍山', nameEn: 'Anshan', installed: 100, acceptedOn: '2020-03-02', spares: 1 },
  { city: 'YK', nameZh: '营口', nameEn: 'Yingkou', installed: 150, acceptedOn: '2026-03-02', spares: 3 },
  { city: 'PJ', nameZh: '盘锦', nameEn: 'Panjin', installed: 50, acceptedOn: '2026-03-02', spares: 50 },
] as const;
export type JourneyCity = (typeof cities)[number]['city'];

/** Beside the sample's accounts: those of two more branches, and more people in the warehouse and at headquarters. */
const furtherAccounts: readonly NewAccount[] = [
  { account: 'head.yk', name: '营口负责人', roles: ['branch-head'], cities: ['YK'] },
  { account: 'head.pj', name: '盘锦负责人', roles: ['branch-head'], cities: ['PJ'] },
  { account: 'zhang.wei', name: '张伟', roles: ['headquarters-approver'], cities: 'all' },
  { account: 'sun.tao', name: '孙涛', roles: ['warehouse'], cities: 'all' },
  { account: 'ma.long', name: '马龙', roles: ['warehouse'], cities: 'all' },
];

const serialIn = (kind: string, city: string, number: number): string =>
  `${kind}-${city}-${String(number).padStart(4, '0')}`;
/** The n-th unit at a customer of a city, from 1. */
export const customerUnit = (city: JourneyCity, number: number): string => serialIn('CU', city, number);
/** The n-th spare on the shelf of a city, from 1; SY is the central warehouse. */
export const spareUnit = (city: JourneyCity | 'SY', number: number): string => serialIn('SP', city, number);

/** One system and one browser for all journeys. */
export class ConsoleStage {
  private constructor(
    readonly system: ConsoleSystem,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<ConsoleStage> {
    const [system, browser] = await Promise.all([ConsoleSystem.start(), startBrowser()]);
    const stage = new ConsoleStage(system, browser);
    try {
      await stage.furnish();
    } catch (error) {
      // Nobody else can end what nobody was given.
      await stage.close();
      throw error;
    }
    return stage;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.system.stop();
  }

  async person(account: string, signing?: Signing): Promise<Person> {
    return this.signIn(await this.linkFor(account), signing);
  }

  signIn(link: string, signing?: Signing): Promise<Person> {
    return Person.signIn(this.browser, link, signing);
  }

  /** A new sign-in link. */
  async linkFor(account: string): Promise<string> {
    const further = furtherAccounts.filter((one) => one.account === account);
    const link = (await this.system.links(further.length === 0 ? undefined : further)).get(account);
    if (link === undefined) throw new Error(`There is no account ${account}.`);
    return link;
  }

  private async furnish(): Promise<void> {
    const { system } = this;
    await this.openSites();
    await system.post('spare-pool', 'models', 'administrator', { model, specificationGrade: 3, discontinuedOn: null });
    await system.post('warranty', 'warranty-plans', 'administrator', {
      plan: 'STD24',
      contractMonths: 24,
      vendorMonths: 12,
      refundDays: 7,
      freeReplacementMonths: 1,
      afterTerm: 'parts-cost-only',
    });
    const heading = 'serial,model,city,plan,acceptance_date,installed_on,customer_name,customer_phone,contract_number';
    const rows = cities.flatMap(({ city, nameZh, installed, acceptedOn }) =>
      Array.from({ length: installed }, (_, index) => {
        const phone = `0411-5550-${String(index + 1).padStart(4, '0')}`;
        const serial = customerUnit(city, index + 1);
        return `${serial},${model},${city},STD24,${acceptedOn},${acceptedOn},${nameZh}港务,${phone},HT-${city}`;
      }),
    );
    const file = [heading, ...rows].join('\n');
    await system.post('warranty', 'registrations?fileName=units.csv', 'administrator', file, 'text/csv');
    for (const { city, spares } of [{ city: 'SY', spares: 4 } as const, ...cities]) {
      if (spares > 0) await this.acquire(city, spares);
    }
    const fee = { model: null, cityGrade: null, effectiveOn: '2026-01-01' };
    const fees = [
      { ...fee, feeCode: 'parts', description: '配件成本', amountFen: 18_000 },
      { ...fee, feeCode: 'unit-price', description: '整机价格', amountFen: 36_000 },
    ];
    await system.post('billing', 'fees', 'finance', { fees });
    await system.untilKnown(rows.length);
  }

  private async openSites(): Promise<void> {
    const sites = [
      { city: 'SY', siteKind: 'central-warehouse', custodian: 'liu.yang', nameZh: '库管中心', nameEn: 'Warehouse' },
      ...cities.map(({ city, nameZh, nameEn }) => ({
        city,
        siteKind: 'branch',
        custodian: `head.${city.toLowerCase()}`,
        nameZh,
        nameEn,
      })),
    ];
    for (const site of sites) {
      const body = { ...site, site: site.city, openedAt: '2026-01-05T01:00:00Z' };
      await this.onceKnown(site.custodian, () => this.system.post('spare-pool', 'sites', 'administrator', body));
    }
  }

  /** The pool hears of new accounts as of anything else. */
  private async onceKnown(account: string, command: () => Promise<unknown>): Promise<void> {
    await waitFor(
      () =>
        command().then(
          () => true,
          (error: unknown) => {
            if (!String(error).includes('person-not-known')) throw error;
            return false;
          },
        ),
      { describe: () => `the pool to know ${account}`, timeoutMilliseconds: 60_000 },
    );
  }

  private async acquire(city: JourneyCity | 'SY', count: number): Promise<void> {
    const units = Array.from({ length: count }, (_, index) => ({ serial: spareUnit(city, index + 1), model }));
    const body = { site: city, acquiredAt: '2026-01-06T01:00:00Z', units };
    await this.system.post('spare-pool', 'spare-units/acquire', keeperOf(city), body);
  }
}

/** Who answers for the site of a city acquires what comes there. */
function keeperOf(city: JourneyCity | 'SY'): Poster {
  return city === 'SY'
    ? { role: 'warehouse', actor: 'liu.yang' }
    : { role: 'branch-head', actor: `head.${city.toLowerCase()}`, cities: [parseCityCode(city)] };
}
