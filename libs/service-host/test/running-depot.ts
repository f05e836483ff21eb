import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken } from '@rotables/access';
import type { TokenRequest } from '@rotables/access';
import type { EventContract } from '@rotables/contracts';
import { InProcessBus } from '@rotables/event-bus';
import { createTestDatabase } from '@rotables/testing';
import type { TestDatabase } from '@rotables/testing';
import { parseConfiguration, startService } from '../src/index.js';
import type { Environment, RunningService } from '../src/index.js';
import { parcelService } from './parcel-service.js';
import type { ParcelService } from './parcel-service.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** What a test needs of the answer to a request. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface RequestOptions {
  readonly as?: Partial<TokenRequest> | null;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** For services that share a process. */
export interface SharedProcess {
  readonly bus?: InProcessBus;
  readonly name?: string;
  readonly contracts?: readonly EventContract[];
}

/** The small service, running on a database of its own, and a client for it. */
export class RunningDepot {
  private keys = 0;

  private constructor(
    readonly database: TestDatabase,
    public service: RunningService,
    readonly directory: string,
    readonly parcel: ParcelService,
    readonly logLines: string[],
    private readonly begin: (contracts: readonly EventContract[]) => Promise<RunningService>,
  ) {}

  static async start(environment: Environment = {}, shared: SharedProcess = {}): Promise<RunningDepot> {
    const database = await createTestDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'rotables-depot-'));
    const accessPublicKey = join(directory, 'public.pem');
    await writeFile(accessPublicKey, publicKey.export({ type: 'spki', format: 'pem' }));
    const parcel = parcelService(shared.name, shared.contracts);
    const variables = {
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      KAFKA_BROKERS: 'in-process',
      PORT: '0',
      LOG_LEVEL: 'debug',
      ACCESS_PUBLIC_KEY: accessPublicKey,
      ...environment,
    };
    const logLines: string[] = [];
    const platform = {
      bus: shared.bus ?? new InProcessBus(),
      logDestination: { write: (line: string) => void logLines.push(line) },
    };
    const begin = ({ definition }: ParcelService): Promise<RunningService> =>
      startService(definition, parseConfiguration(variables, definition), platform);
    try {
      const again = (contracts: readonly EventContract[]) => begin(parcelService(shared.name, contracts));
      return new RunningDepot(database, await begin(parcel), directory, parcel, logLines, again);
    } catch (error) {
      await rm(directory, { recursive: true });
      await database.drop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.service.close();
    await rm(this.directory, { recursive: true });
    await this.database.drop();
  }

  /** The service stops and starts again, on the same database and bus, as a release that knows these events of others. */
  async upgrade(contracts: readonly EventContract[]): Promise<void> {
    await this.service.close();
    this.service = await this.begin(contracts);
  }

  get(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.request('GET', path, undefined, options);
  }

  post(path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> {
    return this.request('POST', path, JSON.stringify(body), options);
  }

  /** A parcel of one line. */
  send(
    number: string,
    options: RequestOptions & { readonly city?: string; readonly pieces?: number } = {},
  ): Promise<Answer> {
    const { city = 'DL', pieces = 1 } = options;
    return this.post('/v1/parcels', { number, city, lines: [{ serial: 'A1', pieces }] }, options);
  }

  async request(method: string, path: string, body: string | undefined, options: RequestOptions): Promise<Answer> {
    const { as = {}, key = `key-${(this.keys += 1)}` } = options;
    const headers = new Headers(options.headers);
    if (as !== null) headers.set('authorization', `Bearer ${await tokenOf(as)}`);
    if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
    if (method !== 'GET' && key !== null) headers.set('idempotency-key', key);
    const answer = await fetch(`${this.service.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: parsed(answer, text) };
  }
}

function parsed({ headers }: Response, text: string): Record<string, unknown> {
  const isJson = headers.get('content-type')?.includes('json') === true && text !== '';
  return isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function tokenOf(as: Partial<TokenRequest>): Promise<string> {
  const clerk: TokenRequest = { subject: 'dl01', name: 'Li', roles: ['branch-clerk'], cities: ['DL'], minutes: 5 };
  return issueToken({ ...clerk, ...as }, privateKey);
}
