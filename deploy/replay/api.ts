import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Answer } from './answer.js';
import type { Badges, Person } from './people.js';

export const serviceNames = ['warranty', 'spare-pool', 'rma', 'billing'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A service said no: a problem detail of RFC 9457. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly request: string,
    readonly details: Answer,
  ) {
    super(`${request} was refused (${status} ${code}): ${message}`);
    this.name = 'Refused';
  }
}

export interface ApiOptions {
  readonly urlOf: (service: ServiceName) => string;
  readonly badges: Badges;
  /** Stands before every idempotency key: the same run sent again has the same keys, another run has others. */
  readonly runId: string;
  /** How long a service may be away before the run gives up. */
  readonly patienceMilliseconds?: number;
  readonly onAway?: (service: ServiceName, reason: string) => void;
}

export interface Backlog {
  readonly waiting: readonly string[];
  /** The same text as before: nothing has been processed in between. */
  readonly received: string;
}

interface Request {
  readonly service: ServiceName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly person: Person;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

const firstPauseMilliseconds = 100;
const longestPauseMilliseconds = 2_000;
const requestTimeoutMilliseconds = 60_000;

/** The services as their people reach them: public HTTP, bearer tokens, an Idempotency-Key on every change. */
export class Api {
  requests = 0;
  repeated = 0;

  constructor(private readonly options: ApiOptions) {}

  get(service: ServiceName, path: string, person: Person): Promise<Answer> {
    return this.#send({ service, method: 'GET', path, person, headers: {}, body: null });
  }

  /** Every item of a list, page by page. */
  async list(service: ServiceName, path: string, person: Person): Promise<readonly Answer[]> {
    const items: Answer[] = [];
    let cursor: string | null = null;
    do {
      const page: Answer = await this.get(
        service,
        withQuery(path, { limit: '200', ...(cursor === null ? {} : { cursor }) }),
        person,
      );
      items.push(...page.list('items'));
      cursor = page.optionalText('nextCursor');
    } while (cursor !== null);
    return items;
  }

  /**
   * A command. `step` names it within the run and is its idempotency key, so that it has one effect however often it is sent.
   * @throws Refused
   */
  post(service: ServiceName, path: string, person: Person, step: string, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': this.#keyOf(step) };
    return this.#send({ service, method: 'POST', path, person, headers, body: JSON.stringify(body) });
  }

  /** A file as the body; the services know one that they have had. */
  upload(
    service: ServiceName,
    path: string,
    person: Person,
    step: string,
    contentType: string,
    content: string,
  ): Promise<Answer> {
    const headers = { 'content-type': contentType, 'idempotency-key': this.#keyOf(step) };
    return this.#send({ service, method: 'POST', path, person, headers, body: content });
  }

  /** Who has events to publish or to process, and how many each service has processed since its start. */
  async backlog(): Promise<Backlog> {
    const readings = await Promise.all(serviceNames.map((service) => this.#backlogOf(service)));
    return {
      waiting: readings.flatMap(({ waiting }) => waiting),
      received: readings.map(({ received }) => received).join(' '),
    };
  }

  async #backlogOf(service: ServiceName): Promise<Backlog> {
    try {
      const response = await fetch(`${this.options.urlOf(service)}/health/ready`, {
        signal: AbortSignal.timeout(5_000),
      });
      const details = new Answer(await response.json(), `${service} /health/ready`).part('details');
      const depth = details.part('outbox').optionalNumber('depth') ?? 0;
      const lag = details.part('consumer').optionalNumber('lag') ?? 0;
      const waiting = [
        ...(response.ok ? [] : [`${service} is not ready`]),
        ...(depth > 0 ? [`${service} has ${depth} events to publish`] : []),
        ...(lag > 0 ? [`${service} has ${lag} events to process`] : []),
      ];
      return { waiting, received: String(details.part('consumer').optionalNumber('received')) };
    } catch (error) {
      return { waiting: [`${service} is away (${reasonOf(error)})`], received: '' };
    }
  }

  #keyOf(step: string): string {
    const digest = createHash('sha256').update(`${this.options.runId}\n${step}`).digest('hex').slice(0, 24);
    const readable = step.replaceAll(/[^\x21-\x7e]+/g, '-').slice(0, 120);
    return `replay:${readable}:${digest}`;
  }

  /** Sends it until it is answered: a service that is away, or has no room, gets the same request with the same key again. */
  async #send(request: Request): Promise<Answer> {
    const deadline = performance.now() + (this.options.patienceMilliseconds ?? 120_000);
    let pause = firstPauseMilliseconds;
    for (;;) {
      const outcome = await this.#attempt(request);
      if (outcome instanceof Answer) return outcome;
      if (performance.now() > deadline) {
        throw new Error(
          `${labelOf(request)}: gave up, for ${request.service} has been away too long. Last: ${outcome.away}`,
        );
      }
      this.repeated += 1;
      this.options.onAway?.(request.service, outcome.away);
      await delay(pause);
      pause = Math.min(pause * 2, longestPauseMilliseconds);
    }
  }

  async #attempt(request: Request): Promise<Answer | { readonly away: string }> {
    const { service, method, path, person, headers, body } = request;
    this.requests += 1;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.options.urlOf(service)}/v1/${path}`, {
        method,
        headers: { ...headers, authorization: `Bearer ${await this.options.badges.tokenOf(person)}` },
        body,
        signal: AbortSignal.timeout(requestTimeoutMilliseconds),
      });
      text = await response.text();
    } catch (error) {
      return { away: reasonOf(error) };
    }
    if (isTemporary(response.status)) return { away: `${response.status} ${text.slice(0, 300)}` };
    const answer = new Answer(parsed(text), labelOf(request));
    if (response.ok) return answer;
    const code = answer.optionalText('code') ?? 'without-code';
    if (isNotKnownYet(response.status, code)) return { away: `${code}: ${answer.optionalText('detail') ?? ''}` };
    throw new Refused(
      response.status,
      code,
      answer.optionalText('detail') ?? text.slice(0, 600),
      labelOf(request),
      answer,
    );
  }
}

/** Another service has told of it and this one has not heard it yet: a person, a city, a case. The same request succeeds a little later. */
function isNotKnownYet(status: number, code: string): boolean {
  return status === 409 && code.endsWith('-not-known');
}

/** Not here, overloaded, or too many of us: the same request may succeed a little later. */
function isTemporary(status: number): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

function labelOf({ service, method, path, person }: Request): string {
  return `${method} ${service} /v1/${path} as ${person.actor}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The path with these parameters added to those that it has. */
export function withQuery(path: string, parameters: Readonly<Record<string, string>>): string {
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(parameters).toString()}`;
}
