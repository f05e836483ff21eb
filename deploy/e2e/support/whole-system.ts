import { randomUUID, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken, loadPrivateKey } from '@rotables/access';
import type { JsonValue } from '@rotables/domain-kernel';
import { waitFor } from '@rotables/testing';
import pg from 'pg';
import { auditTargets, consoleDatabaseUrl, ownedTargets } from '../../audit/installation.js';
import type { AuditTarget } from '../../audit/snapshot.js';
import { kafkaPortOffset, parseOptions, type LauncherOptions } from '../../launcher/src/options.js';
import { services } from '../../launcher/src/services.js';
import type { ServiceName } from '../../replay/api.js';
import { clockOfFile, type MonthClock } from '../../replay/month-clock.js';
import { clerkOf, headOf, people, type Person } from '../../replay/people.js';
import { freePortBase } from '../../replay/system.js';
import {
  createAccounts,
  createSignInLinks,
  sampleAccounts,
  sampleColleagues,
  type NewAccount,
} from '../../../services/console/src/index.js';
import { BuiltProgram } from './built-program.js';
import { Deliveries } from './deliveries.js';

export type Json = Readonly<Record<string, JsonValue>>;

/** What was answered: the code stands in a problem only. */
export interface Reply {
  readonly status: number;
  readonly code: string | null;
  readonly body: Json;
}

export interface Installed {
  readonly faultNumber: string;
  readonly serial: string;
}

interface Installation {
  /** Everything of this run lies in it. */
  readonly root: string;
  readonly home: string;
  readonly portBase: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: MonthClock;
}

const startMilliseconds = 180_000;
/** On this day the stories begin; a story that needs another day moves the clock on. */
export const firstDay = '2026-06-01';
export const model = 'M1';
export const cheaperModel = 'M0';
export const unitPriceFen = 90_000;
export const partsFen = 27_000;

/** Who is in the stories: a clerk and a head of Dalian, a clerk and a head of Anshan, and headquarters. */
export const cast = {
  ...people,
  clerk: clerkOf('DL'),
  head: headOf('DL'),
  otherClerk: clerkOf('AS'),
  otherHead: headOf('AS'),
};

/** At other times the same request is answered: another service has told of it, and this one has not heard it yet. */
const isNotHeardOfYet = ({ status, code }: Reply): boolean =>
  (status === 409 || status === 404) && /-not-known(-yet)?$|-not-heard-of-yet$/.test(code ?? '');

/** The whole product as it is started on a laptop: every service a process of its own, a PostgreSQL, and a Kafka that asks who is there. */
export class WholeSystem {
  private serials = 0;

  private constructor(
    private readonly program: BuiltProgram,
    private readonly installation: Installation,
    private readonly options: LauncherOptions,
    private readonly privateKey: KeyObject,
    private readonly deliveries: Deliveries,
  ) {}

  static async open(): Promise<WholeSystem> {
    const root = mkdtempSync(join(tmpdir(), 'rotables-attacks-'));
    const home = join(root, 'home');
    const clockFile = join(root, 'clock');
    const portBase = await freePortBase();
    const environment = {
      ...process.env,
      ROTABLES_HOME: home,
      ROTABLES_PORT_BASE: String(portBase),
      ROTABLES_CLOCK: clockFile,
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'warn',
      KAFKA_BROKERS: '',
      DATABASE_URL: '',
    };
    const clock = clockOfFile(clockFile);
    clock.moveTo(at(firstDay));
    const program = await BuiltProgram.start('launcher/src/main.js', () => ['--empty'], environment);
    try {
      await program.says(/Rotables is ready/, startMilliseconds);
      return await WholeSystem.on(program, { root, home, portBase, environment, clock });
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  private static async on(program: BuiltProgram, installation: Installation): Promise<WholeSystem> {
    const { home, environment } = installation;
    const privateKey = await loadPrivateKey(join(home, 'access', 'access-private-key.pem'));
    const options = parseOptions(['--empty'], environment);
    const deliveries = await Deliveries.of(auditTargets(options, environment));
    const stage = new WholeSystem(program, installation, options, privateKey, deliveries);
    await stage.furnish();
    return stage;
  }

  async close(): Promise<void> {
    await this.deliveries.close();
    await this.program.stop();
    rmSync(this.installation.root, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Where it keeps its state and its secrets. */
  get home(): string {
    return this.installation.home;
  }

  get clock(): MonthClock {
    return this.installation.clock;
  }

  /** Where its Kafka is. */
  get broker(): string {
    return `127.0.0.1:${this.installation.portBase + kafkaPortOffset}`;
  }

  urlOf(service: ServiceName | 'console'): string {
    return addressOf(this.installation.portBase, service);
  }

  /** Anew for every request: in these stories one name comes in several roles. */
  tokenOf({ actor: subject, name, role, cities }: Person): Promise<string> {
    return issueToken({ subject, name, roles: [role], cities, minutes: 10 }, this.privateKey);
  }

  databases(): readonly AuditTarget[] {
    return auditTargets(this.options, this.installation.environment);
  }

  /** Under the roles that own the tables: known to a migration, and to nobody who serves requests. */
  ownersDatabases(): readonly AuditTarget[] {
    return ownedTargets(this.options, this.installation.environment);
  }

  consoleDatabaseUrl(): string {
    return consoleDatabaseUrl(this.options, this.installation.environment);
  }

  /** Whom a story needs beside its cast. */
  async letIn(account: NewAccount): Promise<void> {
    await createAccounts(this.consoleDatabaseUrl(), [account]);
  }

  /** A link that signs in once. */
  async linkFor(person: Person): Promise<string> {
    const { actor: account, name, role, cities } = person;
    const order = { databaseUrl: this.consoleDatabaseUrl(), consoleUrl: this.urlOf('console') };
    const [link] = await createSignInLinks({ ...order, people: [{ account, name, roles: [role], cities }] });
    return link?.url.split('#link=')[1] ?? '';
  }

  /** One request, as somebody sends it who keeps to nothing. */
  async send(
    who: Person | string,
    service: ServiceName | 'console',
    path: string,
    body?: object | string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    const token = typeof who === 'string' ? who : await this.tokenOf(who);
    const command = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const answer = await fetch(`${this.urlOf(service)}/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : command),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bytesOf(body) }),
    });
    const text = await answer.text();
    const read = (text.startsWith('{') ? JSON.parse(text) : {}) as Json;
    const { code } = read;
    return { status: answer.status, code: typeof code === 'string' && !answer.ok ? code : null, body: read };
  }

  /** A file as it lies on somebody’s disk. */
  sendFile(who: Person, service: ServiceName, path: string, content: Buffer, type = 'text/csv'): Promise<Reply> {
    return this.send(who, service, path, content, { 'content-type': type });
  }

  /** What has to be so before the story, or is allowed in it: sent again while a service has not heard yet what it rests on. */
  async done(who: Person, service: ServiceName, path: string, body: object | string, type?: string): Promise<Json> {
    let last: Reply = { status: 0, code: null, body: {} };
    await waitFor(
      async () => {
        last = await this.send(who, service, path, body, type === undefined ? {} : { 'content-type': type });
        return !isNotHeardOfYet(last);
      },
      { describe: () => `${path} to be known; it said ${JSON.stringify(last)}`, timeoutMilliseconds: 30_000 },
    );
    const { status, body: answered } = last;
    if (status >= 300)
      throw new Error(`POST ${service} ${path} as ${who.actor}: ${status} ${JSON.stringify(answered)}`);
    return answered;
  }

  async get(service: ServiceName | 'console', path: string, who: Person = people.auditor): Promise<Json> {
    return (await this.send(who, service, path)).body;
  }

  async list(service: ServiceName | 'console', path: string, who: Person = people.auditor): Promise<readonly Json[]> {
    const { items } = await this.get(service, path, who);
    return (Array.isArray(items) ? items : []) as readonly Json[];
  }

  unit(serial: string): Promise<Json> {
    return this.get('spare-pool', `spare-units/${encodeURIComponent(serial)}`);
  }

  /** Until everything that was told has been heard. */
  settled(): Promise<void> {
    return this.deliveries.untilHeard();
  }

  /** Answers to requests by which nothing may come about: no service tells of anything. Every change is told (X8), so none was made. */
  async withoutEffect(attack: () => Promise<readonly Reply[]>): Promise<readonly Reply[]> {
    await this.settled();
    const before = await this.deliveries.told();
    const replies = await attack();
    await this.settled();
    expect(await this.deliveries.told()).toEqual(before);
    return replies;
  }

  /** SQL under the role that serves the requests of a service, as code of an attacker in it would send it. */
  asService(service: ServiceName | 'console', sql: string): Promise<readonly object[]> {
    const target = this.databases().find((one) => one.service === service);
    return query(target?.databaseUrl ?? this.consoleDatabaseUrl(), sql);
  }

  newSerial(kind: string): string {
    return `${kind}-${String((this.serials += 1)).padStart(4, '0')}`;
  }

  /** A customer's unit. Accepted long ago, so that its repair is free, unless said otherwise. */
  async covered(other: Json = {}): Promise<string> {
    const serial = this.newSerial('CU');
    const day = '2026-01-05';
    const person = { customerName: '港务公司', customerPhone: '0411-5550-0101', contractNumber: 'HT-1' };
    const body = { serial, model, city: 'DL', plan: 'TERM', acceptanceOn: day, installedOn: day, ...person, ...other };
    await this.done(cast.approver, 'warranty', 'covered-units', body);
    await this.settled();
    return typeof other['serial'] === 'string' ? other['serial'] : serial;
  }

  /** Who answers for a site. */
  async keeperOf(site: string): Promise<Person> {
    const { custodian, city } = await this.get('spare-pool', `sites/${site}`);
    const account = textOf(custodian);
    const known = Object.values(cast).find(({ actor }) => actor === account);
    return known ?? { ...headOf(textOf(city)), actor: account };
  }

  /** A spare on a shelf, acquired by who keeps it. */
  async spare(site = 'DL', ofModel = model, serial = this.newSerial('SP')): Promise<string> {
    const units = [{ serial, model: ofModel }];
    await this.done(await this.keeperOf(site), 'spare-pool', 'spare-units/acquire', { site, units });
    await this.settled();
    return serial;
  }

  /** The fault of a unit, with what its customer is entitled to known to everybody. */
  async fault(serial: string, other: Json = {}): Promise<Installed> {
    const reporter = { reporterName: 'Sun Li', reporterPhone: '0411-5550-0101', symptom: 'Dead.', severity: 'normal' };
    const body = { serial, city: 'DL', ...reporter, ...other };
    const { faultNumber } = await this.done(clerkOf(textOf(body.city)), 'rma', 'rma-cases', body);
    await this.settled();
    return { faultNumber: textOf(faultNumber), serial };
  }

  /** A unit within a month of its acceptance, so that it is replaced, and its fault. */
  async replaceable(): Promise<Installed> {
    return this.fault(await this.covered({ acceptanceOn: '2026-05-15', installedOn: '2026-05-15' }));
  }

  lend(faultNumber: string, other: Json = {}, who: Person = cast.clerk): Promise<Json> {
    return this.done(who, 'spare-pool', 'loans', { faultNumber, site: 'DL', loanKind: 'loan', ...other });
  }

  /** A command on a case by somebody who may. */
  onCase(who: Person, faultNumber: string, verb: string, body: object): Promise<Json> {
    return this.done(who, 'rma', `rma-cases/${faultNumber}/${verb}`, body);
  }

  /** In the workshop, inspected. */
  async inspected({ faultNumber, serial }: Installed, other: Json = {}): Promise<void> {
    await this.onCase(cast.warehouse, faultNumber, 'receive', { site: 'SY-KG', scannedSerial: serial });
    const found = { outcome: 'fault-confirmed', findings: 'Board.', ...other };
    await this.onCase(cast.technician, faultNumber, 'inspect', found);
    await this.settled();
  }

  private async furnish(): Promise<void> {
    await createAccounts(this.consoleDatabaseUrl(), [...sampleAccounts, ...sampleColleagues]);
    const openedAt = at('2026-01-05');
    const sites = [
      { site: 'SY-KG', city: 'SY', siteKind: 'central-warehouse', custodian: 'liu.yang' },
      { site: 'DL', city: 'DL', siteKind: 'branch', custodian: 'head.dl' },
      { site: 'AS', city: 'AS', siteKind: 'branch', custodian: 'head.as' },
    ].map((site) => ({ ...site, nameZh: site.site, nameEn: site.site, openedAt }));
    for (const site of sites) await this.done(cast.administrator, 'spare-pool', 'sites', site);
    for (const [name, specificationGrade] of [
      [model, 50],
      [cheaperModel, 30],
    ] as const)
      await this.done(cast.administrator, 'spare-pool', 'models', { model: name, specificationGrade });
    const plan = { contractMonths: 24, vendorMonths: 12, refundDays: 7, freeReplacementMonths: 1, definedAt: openedAt };
    const plans = [
      { ...plan, plan: 'TERM', afterTerm: 'parts-cost-only' },
      { ...plan, plan: 'FEE', kind: 'service-fee', contractMonths: 0, vendorMonths: 0, afterTerm: 'paid' },
    ];
    for (const one of plans) await this.done(cast.administrator, 'warranty', 'warranty-plans', one);
    const fee = { model: null, cityGrade: null, effectiveOn: '2026-01-01' };
    const fees = [
      { ...fee, feeCode: 'unit-price', description: '整机价格', amountFen: unitPriceFen },
      { ...fee, feeCode: 'parts', description: '配件成本', amountFen: partsFen },
      { ...fee, feeCode: 'renewal-month', description: '续保一个月', amountFen: 1_000 },
      { ...fee, feeCode: 'service-fee-month', description: '服务费一个月', amountFen: 2_000 },
    ];
    await this.done(cast.finance, 'billing', 'fees', { fees });
    await this.settled();
  }
}

/** A member of an answer that has to be a text. */
export function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new Error(`Expected a text, but there is ${JSON.stringify(value)}.`);
}

function bytesOf(body: object | string): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body);
}

/** Ten in the morning of a day in Shanghai, unless told. */
export function at(day: string, time = '10:00'): string {
  return new Date(`${day}T${time}:00+08:00`).toISOString();
}

function addressOf(portBase: number, service: string): string {
  const offset = services.find(({ name }) => name === service)?.portOffset ?? 0;
  return `http://127.0.0.1:${portBase + offset}`;
}

export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
