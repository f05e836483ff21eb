import { mkdirSync } from 'node:fs';
import { ensureKeyPair } from '@rotables/access';
import { PlatformError } from '@rotables/local-platform';
import { startBroker, startDatabaseServer, type Broker } from './backends.js';
import { programBeside, readChild, runChild, type SignInLine } from './child.js';
import { planDatabases, type DatabasePlan } from './databases.js';
import { inheritedEnvironment, urlOf, type Installation } from './environments.js';
import { Fleet } from './fleet.js';
import { emptyHome, reapHome, takeHome, type Home } from './home.js';
import type { LauncherOptions } from './options.js';
import { ensurePortsFree } from './port-plan.js';
import type { PrepareDatabasesTask, PrepareTopicsTask } from './prepare.js';
import { clockOfFile } from '../../replay/month-clock.js';
import { sampleStageOf } from '../../replay/sample-stage.js';
import type { SampleTask } from './sample.js';
import type { Screen } from './screen.js';
import { servicesInBuild, type ServiceDescription } from './services.js';
import type { Supervised } from './supervised.js';

/** A whole installation on this machine: PostgreSQL, Kafka, services and console. */
export class Launcher {
  #home: Home | null = null;
  #fleet: Fleet | null = null;
  /** Brings the databases to what the build says now. */
  #migrate: (() => Promise<void>) | null = null;
  readonly #servers: Supervised[] = [];
  #starting: Promise<void> = Promise.resolve();
  #stopping: Promise<void> | null = null;
  #sample: Promise<void> = Promise.resolve();
  readonly #stopped = new AbortController();

  constructor(
    private readonly options: LauncherOptions,
    private readonly described: readonly ServiceDescription[],
    private readonly screen: Screen,
  ) {}

  /**
   * Resolves when everything is ready. What was started before a fault is still running then; `stop` ends it.
   * @throws PlatformError with the sentence to show
   */
  start(): Promise<void> {
    this.#starting = this.#startInOrder();
    return this.#starting;
  }

  async #startInOrder(): Promise<void> {
    const home = takeHome(this.options.home);
    this.#home = home;
    await this.#clear(home);
    const services = this.#servicesToStart();
    await ensurePortsFree(this.options, services);
    this.#ensureNotStopping();
    const installation = await this.#startBackends(home, services);
    this.#ensureNotStopping();
    this.#fleet = new Fleet(installation, this.screen);
    await this.screen.during('services', async () => this.#fleet?.start());
    this.#ensureNotStopping();
    this.#showReady(installation, await this.#signInLines(installation));
    this.#fillWithSample(installation);
  }

  /** Ends everything in order: services, then the servers they stand on. At most 10 s. Safe to call at any time, and twice. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopInOrder();
    return this.#stopping;
  }

  /** Starts services anew, after a build; all when none is named. */
  async restart(names: readonly string[]): Promise<void> {
    await this.#migrate?.();
    await this.#fleet?.restart(names);
  }

  async #clear(home: Home): Promise<void> {
    const reaped = await reapHome(home);
    if (reaped.length > 0) {
      this.screen.line(`ended what an earlier start had left running: ${reaped.join(', ')}`);
    }
    if (this.options.reset) {
      this.screen.line(`deleting everything in ${home.directory}: databases, events, keys and logs`);
      emptyHome(home);
    }
  }

  #servicesToStart(): readonly ServiceDescription[] {
    const { present, absent } = servicesInBuild(this.described);
    if (present.length === 0) {
      throw new PlatformError(
        'nothing-built',
        'There is no built service to start. Run `npm run build` and look at its errors.',
      );
    }
    absent.forEach(({ name }) => this.screen.line(`${name}: not part of this build, left out`));
    return present;
  }

  async #startBackends(home: Home, services: readonly ServiceDescription[]): Promise<Installation> {
    const work = [
      this.#startDatabases(home, services),
      this.#startEvents(home, services),
      ensureKeyPair(home.path('access')),
    ] as const;
    // All of them even when one fails, so that nothing is still being started while it is already being stopped.
    await Promise.allSettled(work);
    const [databases, broker, keys] = await Promise.all(work);
    const { brokers, access: kafkaAccess } = broker ?? { brokers: 'in-process', access: null };
    return {
      home,
      options: this.options,
      services,
      databases,
      brokers,
      kafkaAccess,
      keys,
      clockFile: this.#clockFile(home, services),
    };
  }

  /** While the sample is played the installation lives in it; afterwards, and without one, in the present. */
  #clockFile(home: Home, services: readonly ServiceDescription[]): string | null {
    const { clockFile } = this.options;
    if (clockFile !== null || !this.#isSamplePlayed(home, services)) return clockFile;
    mkdirSync(home.path('sample'), { recursive: true });
    const ofSample = home.path('sample', 'clock');
    clockOfFile(ofSample);
    return ofSample;
  }

  #isSamplePlayed(home: Home, services: readonly ServiceDescription[]): boolean {
    const isThere = ['done', 'left-alone'].includes(sampleStageOf(home.directory));
    return !this.options.empty && !isThere && services.some(({ isConsole }) => isConsole);
  }

  async #startDatabases(home: Home, services: readonly ServiceDescription[]): Promise<DatabasePlan[]> {
    const superuserUrl = await startDatabaseServer(home, this.options, this.screen, this.#servers);
    const databases = planDatabases(home, superuserUrl, services);
    const task: PrepareDatabasesTask = { superuserUrl, databases };
    this.#migrate = () => this.#prepare(home, 'databases', task);
    await this.screen.during('databases', this.#migrate);
    return databases;
  }

  async #startEvents(home: Home, services: readonly ServiceDescription[]): Promise<Broker | null> {
    const users = services.map(({ name }) => name);
    const broker = await startBroker(home, this.options, this.screen, this.#servers, users);
    if (broker === null) {
      return null;
    }
    const { copies, inSync } = this.options.kafkaReplication;
    const task: PrepareTopicsTask = {
      brokers: broker.brokers.split(','),
      topicPrefix: process.env['TOPIC_PREFIX'] ?? '',
      copies,
      inSync,
      ...(broker.access === null
        ? { users: [], security: this.options.kafkaSecurity }
        : { users, security: { tls: false, credentials: broker.access.operator } }),
    };
    await this.screen.during('topics', () => this.#prepare(home, 'topics', task));
    return broker;
  }

  #prepare(home: Home, name: string, task: PrepareDatabasesTask | PrepareTopicsTask): Promise<void> {
    const environment = { ...inheritedEnvironment(), ROTABLES_PREPARE: JSON.stringify(task) };
    return runChild(home, { name, main: programBeside('prepare'), environment, signal: this.#stopped.signal });
  }

  #ensureNotStopping(): void {
    if (this.#stopping !== null) {
      throw new PlatformError('stopped', 'Stopped before everything was started.');
    }
  }

  async #stopServers(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
  }

  async #stopInOrder(): Promise<void> {
    this.#stopped.abort();
    await this.#sample;
    if (this.#fleet !== null) {
      await this.#fleet.stop();
      this.screen.line('services are down');
    }
    await this.#stopServers();
    // What was being started when the stop was asked for gives up by itself; a server that came late is stopped after all.
    await Promise.allSettled([this.#starting]);
    await this.#stopServers();
    this.#home?.release();
  }

  /** A link for each of the sample's people or, without a sample, for the administrators, good once; without a console there is nobody to sign in to. */
  async #signInLines({ home, services, databases }: Installation): Promise<string[]> {
    const console = services.find(({ isConsole }) => isConsole);
    const database = databases.find(({ service }) => service === console?.name);
    if (console === undefined || database === undefined) {
      return [];
    }
    const environment = {
      ...inheritedEnvironment(),
      ROTABLES_SIGN_IN_DATABASE: database.appUrl,
      ROTABLES_SIGN_IN_CONSOLE: urlOf(console, this.options),
      ROTABLES_SIGN_IN_PEOPLE: this.options.empty ? 'administrators' : 'sample',
    };
    const written = await readChild(home, {
      name: 'sign-in',
      main: programBeside('sign-in'),
      environment,
      signal: this.#stopped.signal,
    });
    const lines: unknown = JSON.parse(written ?? '[]');
    if (!Array.isArray(lines) || lines.length === 0) {
      return ['  Sign in   no links could be made; start again, or look at the log of the console'];
    }
    const known = lines.filter(isSignInLine);
    const width = Math.max(...known.map(({ who }) => who.length));
    return [
      '  Sign in   at the console by one of these links, each good once:',
      ...known.map(({ who, url }) => `    ${who.padEnd(width)}  ${url}`),
    ];
  }

  /** In the background: the system is ready without it, and a start that is stopped early goes on with it the next time. */
  #fillWithSample({ home, services, databases, keys, options, clockFile }: Installation): void {
    const console = services.find(({ isConsole }) => isConsole);
    const accounts = databases.find(({ service }) => service === console?.name);
    if (accounts === undefined || !this.#isSamplePlayed(home, services)) return;
    const task: SampleTask = {
      month: options.sample.directory,
      isToday: options.sample.isToday,
      home: home.directory,
      privateKeyPath: keys.privateKeyPath,
      consoleDatabaseUrl: accounts.appUrl,
      clockFile,
      urls: Object.fromEntries(services.map((service) => [service.name, urlOf(service, options)])),
    };
    const environment = { ...inheritedEnvironment(), ROTABLES_SAMPLE: JSON.stringify(task) };
    const child = { name: 'sample', main: programBeside('sample'), environment, signal: this.#stopped.signal };
    this.screen.line(
      `sample: being loaded if the installation is empty; progress in ${home.path('logs', 'sample.log')}`,
    );
    this.#sample = runChild(home, child).then(
      () => {
        const isLoaded = sampleStageOf(home.directory) === 'done';
        this.screen.line(`sample: ${isLoaded ? 'loaded' : 'left out, for the installation is not empty'}`);
      },
      (error: unknown) => {
        if (!this.#stopped.signal.aborted) {
          this.screen.line(
            `sample: interrupted, goes on at the next start. ${error instanceof Error ? error.message : ''}`,
          );
        }
      },
    );
  }

  #showReady({ services, brokers, home }: Installation, signIn: readonly string[]): void {
    const width = Math.max(...services.map(({ name }) => name.length)) + 2;
    const rows = services.map((service) => {
      const url = urlOf(service, this.options);
      return `  ${service.name.padEnd(width)}${url}${service.isConsole ? '' : `   API: ${url}/docs`}`;
    });
    this.screen.block([
      `Rotables is ready after ${this.screen.seconds.toFixed(1)} s.`,
      '',
      ...rows,
      '',
      `  Events    ${brokers === 'in-process' ? 'inside one process (no Kafka)' : `Kafka at ${brokers}`}`,
      `  State     ${home.directory} (logs in ${home.path('logs')})`,
      ...signIn,
      '  Token     npm run token -- --role warehouse --city DL   prints a bearer token for curl',
      '  Stop      Ctrl-C',
    ]);
  }
}

function isSignInLine(value: unknown): value is SignInLine {
  return typeof value === 'object' && value !== null && 'who' in value && 'url' in value;
}
