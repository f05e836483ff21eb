import { PlatformError } from '@rotables/local-platform';
import { programBeside, startChild } from './child.js';
import { inheritedEnvironment, serviceVariables, urlOf, type Installation } from './environments.js';
import { untilReady } from './readiness.js';
import type { Screen } from './screen.js';
import type { ServiceDescription } from './services.js';
import type { SharedProcessService } from './single-process.js';
import { Supervised } from './supervised.js';

const startTimeoutMilliseconds = 90_000;
/** A service that dies so often before it was ever ready will not become ready. */
const mostDeathsAtStart = 3;
const askEveryMillisecondsAtStart = 100;
const askEveryMilliseconds = 1_000;

/** The services, each in a process of its own or all in one, kept running. */
export class Fleet {
  readonly #members = new Map<Supervised, readonly ServiceDescription[]>();
  readonly #stopped = new AbortController();

  constructor(
    private readonly installation: Installation,
    private readonly screen: Screen,
  ) {
    const { services } = installation;
    if (installation.brokers === 'in-process') {
      this.#add('services', services, () => this.#launchTogether());
    } else {
      services.forEach((service) => this.#add(service.name, [service], () => this.#launch(service)));
    }
  }

  /**
   * Starts all of them and waits until each says that it is ready.
   * @throws PlatformError 'service-not-ready' that names those that are not, and their logs
   */
  async start(): Promise<void> {
    await Promise.all([...this.#members.keys()].map((member) => member.start()));
    const timeout = setTimeout(() => this.#stopped.abort(), startTimeoutMilliseconds);
    try {
      await Promise.all([...this.#members].map(([member, services]) => this.#untilReadyOrHopeless(member, services)));
    } finally {
      clearTimeout(timeout);
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([...this.#members.keys()].map((member) => member.stop()));
  }

  /** Starts anew those that contain one of the services; all of them when none is named. */
  async restart(names: readonly string[]): Promise<void> {
    const affected = [...this.#members].filter(
      ([, services]) => names.length === 0 || services.some(({ name }) => names.includes(name)),
    );
    await Promise.all(affected.map(([member]) => member.restart()));
  }

  #add(name: string, services: readonly ServiceDescription[], launch: () => ReturnType<typeof startChild>): void {
    const untilAllReady = async (): Promise<void> => {
      await Promise.all(services.map((service) => this.#untilReady(service, askEveryMilliseconds)));
    };
    const options = { say: this.screen.progress(name), untilReady: untilAllReady };
    this.#members.set(new Supervised(name, launch, options), services);
  }

  #launch(service: ServiceDescription): ReturnType<typeof startChild> {
    const environment = { ...inheritedEnvironment(), ...serviceVariables(service, this.installation) };
    const { home, options } = this.installation;
    const { name, main } = service;
    return startChild(home, { name, main, environment, heapMegabytes: options.serviceHeapMegabytes });
  }

  #launchTogether(): ReturnType<typeof startChild> {
    const services: SharedProcessService[] = this.installation.services.map((service) => ({
      name: service.name,
      definition: service.definition,
      variables: serviceVariables(service, this.installation),
    }));
    const environment = { ...inheritedEnvironment(), ROTABLES_SERVICES: JSON.stringify(services) };
    const { home, options } = this.installation;
    const heapMegabytes = options.serviceHeapMegabytes * services.length;
    return startChild(home, { name: 'services', main: programBeside('single-process'), environment, heapMegabytes });
  }

  #untilReady(service: ServiceDescription, everyMilliseconds: number): Promise<boolean> {
    return untilReady(urlOf(service, this.installation.options), everyMilliseconds, this.#stopped.signal);
  }

  async #untilReadyOrHopeless(member: Supervised, services: readonly ServiceDescription[]): Promise<void> {
    await Promise.all(services.map((service) => this.#readyOrHopeless(member, service)));
  }

  async #readyOrHopeless(member: Supervised, service: ServiceDescription): Promise<void> {
    const url = urlOf(service, this.installation.options);
    const hopeless = new AbortController();
    const signal = AbortSignal.any([hopeless.signal, this.#stopped.signal]);
    const deaths = member.onDeath((count) => {
      if (count >= mostDeathsAtStart) {
        hopeless.abort();
      }
    });
    // Its own answer counts once: under load a second one may come late, and would end a start that has succeeded.
    const ready = await untilReady(url, askEveryMillisecondsAtStart, signal);
    deaths.forget();
    if (!ready) {
      const log = this.installation.home.path('logs', `${member.name}.log`);
      throw new PlatformError('service-not-ready', `${service.name} did not become ready. Its log says why: ${log}`);
    }
    this.screen.line(`${service.name}: ready at ${url}`);
  }
}
