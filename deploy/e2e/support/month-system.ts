import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKeyPair } from '@rotables/access';
import { InProcessBus } from '@rotables/event-bus';
import type { ServiceDefinition } from '@rotables/service-host';
import { RunningTestService } from '@rotables/testing';
import type { Api } from '../../replay/api.js';
import { clockOfFile } from '../../replay/month-clock.js';
import { clerkOf, headOf, letInEverybodyOf, people, type Person } from '../../replay/people.js';
import { readMonths } from '../../replay/read-months.js';
import { apiOf, runIdOf } from '../../replay/replay.js';
import { runPlay } from '../../replay/run-play.js';
import { billingService } from '../../../services/billing/src/index.js';
import { consoleService, createSignInLinks } from '../../../services/console/src/index.js';
import { rmaService } from '../../../services/rma/src/index.js';
import { sparePoolService } from '../../../services/spare-pool/src/index.js';
import { warrantyService } from '../../../services/warranty/src/index.js';
import { writeReducedMonth } from './months.js';

const behindTheConsole = [warrantyService, sparePoolService, rmaService, billingService];

/** All services and the console in this process, with a month played through their API: every kind of document is there. */
export class MonthSystem {
  private constructor(
    private readonly services: readonly RunningTestService[],
    private readonly directory: string,
    readonly api: Api,
    readonly cities: readonly string[],
  ) {}

  static async start(): Promise<MonthSystem> {
    const directory = await mkdtemp(join(tmpdir(), 'rotables-month-'));
    const { publicKeyPath, privateKeyPath } = await ensureKeyPair(directory);
    const bus = new InProcessBus();
    const clockFile = join(directory, 'clock');
    const clock = clockOfFile(clockFile);
    const environment = { ACCESS_PUBLIC_KEY: publicKeyPath, ROTABLES_CLOCK: clockFile };
    const start = (definition: ServiceDefinition): Promise<RunningTestService> =>
      RunningTestService.start(definition, { environment, bus });
    const behind = await Promise.all(behindTheConsole.map(start));
    process.env['ACCESS_PRIVATE_KEY'] = privateKeyPath;
    for (const { definition, service } of behind) process.env[addressVariable(definition.name)] = service.url;
    const services = [...behind, await start(consoleService)];
    const month = writeReducedMonth();
    const script = readMonths([month.directory]);
    const urlOf = (name: string): string => services.find((one) => one.definition.name === name)?.service.url ?? '';
    const cities = [...new Set(script.cities.map(({ city }) => city))];
    await letInEverybodyOf(cities, services.at(-1)?.database.url ?? '');
    const api = await apiOf({ urlOf, privateKeyPath }, runIdOf(script), () => undefined);
    const { record } = await runPlay({ api, clock, script, say: () => undefined });
    clock.followRealTime();
    await rm(month.directory, { recursive: true });
    if (record.differences.length > 0) throw new Error(`The month differs: ${JSON.stringify(record.differences)}`);
    return new MonthSystem(services, directory, api, cities);
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    for (const { name } of behindTheConsole) Reflect.deleteProperty(process.env, addressVariable(name));
    delete process.env['ACCESS_PRIVATE_KEY'];
    await rm(this.directory, { recursive: true });
  }

  /** The console's address. */
  get url(): string {
    return this.services.at(-1)?.service.url ?? '';
  }

  /** A link per person of the month, by account; it signs in once. */
  async links(): Promise<ReadonlyMap<string, string>> {
    const everybody: Person[] = [
      ...Object.values(people),
      ...this.cities.flatMap((city) => [clerkOf(city), headOf(city)]),
    ];
    const accounts = everybody.map(({ actor, name, role, cities }) => ({
      account: actor,
      name,
      roles: [role],
      cities,
    }));
    const databaseUrl = this.services.at(-1)?.database.url ?? '';
    const links = await createSignInLinks({ databaseUrl, consoleUrl: this.url, people: accounts });
    return new Map(links.map(({ account, url }) => [account, url]));
  }

  /** Signs everybody of the month in; gives their cookies by account. */
  async cookies(): Promise<ReadonlyMap<string, string>> {
    const cookies = new Map<string, string>();
    for (const [account, url] of await this.links()) {
      const answer = await fetch(`${this.url}/v1/session/by-link`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ link: url.split('#link=')[1] }),
      });
      cookies.set(account, answer.headers.getSetCookie()[0]?.split(';')[0] ?? '');
    }
    return cookies;
  }
}

function addressVariable(service: string): string {
  return `${service.replaceAll('-', '_').toUpperCase()}_URL`;
}
