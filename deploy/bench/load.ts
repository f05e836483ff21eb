import { inOwnProcess } from './machine.js';

/**
 * A request of which many are sent; `{unique}` becomes another text each time, `{digits N}` N random digits, `{below N}` a random
 * number from 0 to N - 1, `{next N}` the number after the one that this template had last, in N digits, also over several loads.
 */
export interface RequestTemplate {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LoadJob {
  readonly url: string;
  readonly connections: number;
  /** How long it is sent; where an `amount` is given, that many requests are, however long they take. */
  readonly seconds: number;
  readonly amount?: number;
  /** Each connection takes one of these at random, again and again. */
  readonly requests: readonly RequestTemplate[];
  /** Every answer must have it; another one ends the bench. */
  readonly expectedStatus: number;
  /** What `{next N}` begins with, by template; {@link load} knows it. */
  readonly numbersFrom?: readonly number[];
  /** Requests per second over all connections, evenly spread; as many as can be, without it. */
  readonly rate?: number;
}

export interface LoadResult {
  /** Answers a second. */
  readonly rate: number;
  readonly requests: number;
  /** What `{next N}` goes on with, by template. */
  readonly numbersTo: readonly number[];
  /** Milliseconds from request to answer; with a `rate`, from when the request was due. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number };
}

/** A machine that is busy with other things may not give one answer in a short round; then the round is made longer. */
const mostSeconds = 60;

/** A number is used once, whichever load used it. */
const numbersUsed = new WeakMap<readonly RequestTemplate[], readonly number[]>();

/** Sends the requests from a process of its own. Throws when an answer had another status than expected. */
export async function load(job: LoadJob): Promise<LoadResult> {
  const numbersFrom = numbersUsed.get(job.requests) ?? [];
  const result = await inOwnProcess<LoadResult>('load', { ...job, numbersFrom });
  numbersUsed.set(job.requests, result.numbersTo);
  return result.requests === 0 && job.seconds < mostSeconds ? load({ ...job, seconds: job.seconds * 2 }) : result;
}
