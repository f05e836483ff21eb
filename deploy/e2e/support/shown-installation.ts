import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueToken, loadPrivateKey } from '@rotables/access';
import { addMonths, businessDateOf, startOfMonth, type BusinessDate } from '@rotables/domain-kernel';
import { sampleAccounts } from '../../../services/console/src/index.js';
import { services } from '../../launcher/src/services.js';
import { sampleProgressOf } from '../../replay/sample-stage.js';
import { objectsIn, read } from './all-reads.js';
import { homeQuestionsOf } from './home-lists.js';

type Row = Readonly<Record<string, unknown>>;
type SampleAccount = (typeof sampleAccounts)[number];

/** What waits for one of the sample's people, by the title under which the home page shows it. */
export interface Home {
  readonly account: string;
  readonly waiting: Readonly<Record<string, readonly Row[]>>;
}

const registers = [
  ['rma', 'rma-cases'],
  ['rma', 'dispatch-orders'],
  ['rma', 'receipt-exceptions'],
  ['rma', 'scrap-records'],
  ['rma', 'vendor-returns'],
  ['spare-pool', 'spare-applications'],
  ['spare-pool', 'shipments'],
  ['spare-pool', 'loans'],
  ['spare-pool', 'reconciliations'],
  ['billing', 'quotes'],
  ['billing', 'charges'],
  ['billing', 'receipts'],
  ['billing', 'handovers'],
] as const;

/** A running installation with the sample in it, as its people see it over the public API. */
export class ShownInstallation {
  constructor(
    private readonly home: string,
    private readonly portBase: number,
  ) {}

  /** As of when the organisation is shown. */
  get asOf(): Date {
    const { asOf } = sampleProgressOf(this.home);
    if (asOf === null)
      throw new Error(`${readFileSync(join(this.home, 'sample', 'sample.json'), 'utf8')} names no day.`);
    return asOf;
  }

  get today(): BusinessDate {
    return businessDateOf(this.asOf);
  }

  /** `YYYY-MM` of the month before. */
  get lastMonth(): string {
    return addMonths(startOfMonth(this.today), -1).slice(0, 7);
  }

  /** What the home page of everybody who is given a link shows; what only the console knows is left out. */
  homes(): Promise<readonly Home[]> {
    return Promise.all(sampleAccounts.map((account) => this.#homeOf(account)));
  }

  async list(service: string, path: string, query: Readonly<Record<string, string>> = {}): Promise<readonly Row[]> {
    return this.#ask(
      sampleAccounts.find(({ account }) => account === 'wu.audit'),
      service,
      path,
      query,
    );
  }

  /** What the registers say of when something happened. */
  async statedInstants(): Promise<readonly { readonly where: string; readonly at: Date }[]> {
    const found = await Promise.all(
      registers.map(async ([service, path]) => {
        const rows = objectsIn(await this.list(service, path));
        return rows.flatMap((row) =>
          Object.entries(row)
            .filter(([name]) => name.endsWith('At') && name !== 'recordedAt')
            .flatMap(([name, value]) =>
              typeof value === 'string' ? [{ where: `${path} ${name}`, at: new Date(value) }] : [],
            ),
        );
      }),
    );
    return found.flat();
  }

  async #homeOf(account: SampleAccount): Promise<Home> {
    const questions = (
      await Promise.all(account.roles.map((role) => homeQuestionsOf(role, account.account, this.today)))
    ).flat();
    const asked = await Promise.all(
      questions.map(
        async ({ title, service, path, query }) => [title, await this.#ask(account, service, path, query)] as const,
      ),
    );
    return { account: account.account, waiting: Object.fromEntries(asked) };
  }

  async #ask(
    account: SampleAccount | undefined,
    service: string,
    path: string,
    query: Readonly<Record<string, string>>,
  ): Promise<readonly Row[]> {
    const description = services.find(({ name }) => name === service);
    if (account === undefined || description === undefined) throw new Error(`Nobody can ask ${service}.`);
    const key = await loadPrivateKey(join(this.home, 'access', 'access-private-key.pem'));
    const { account: subject, name, roles, cities } = account;
    const token = await issueToken({ subject, name, roles: [...roles], cities, minutes: 5 }, key);
    const url = `http://127.0.0.1:${this.portBase + description.portOffset}/v1/${path}`;
    const { status, body } = await read(`${url}?${new URLSearchParams({ ...query, limit: '100' }).toString()}`, token);
    const [page] = objectsIn(body);
    const items = page?.['items'];
    if (status !== 200 || !Array.isArray(items)) throw new Error(`${url} answered ${status}: ${JSON.stringify(body)}`);
    return items.flatMap((item) => objectsIn(item).slice(0, 1));
  }
}
