import { randomInt } from 'node:crypto';
import type { LoadJob, RequestTemplate } from './load.js';

export interface SentLoad {
  /** Milliseconds, one for each answer. */
  readonly latencies: readonly number[];
  readonly seconds: number;
  /** The first answer of another status than expected, or what broke. */
  readonly refusal: string | undefined;
}

const started = Date.now();
let sent = 0;

function digits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

function filled(template: string): string {
  return template
    .replaceAll('{unique}', `${started}-${sent}`)
    .replaceAll(/\{digits (\d+)\}/g, (_all, count: string) => digits(Number(count)))
    .replaceAll(/\{below (\d+)\}/g, (_all, most: string) => String(randomInt(Number(most))));
}

/** One of the job's requests at random, its placeholders filled. */
export function nextRequest({ requests }: LoadJob): RequestTemplate {
  const template = requests[randomInt(requests.length)];
  if (template === undefined) throw new Error('A load needs at least one request.');
  sent += 1;
  const headers = Object.fromEntries(Object.entries(template.headers).map(([name, value]) => [name, filled(value)]));
  const { method, path, body } = template;
  return { method, path: filled(path), headers, ...(body === undefined ? {} : { body: filled(body) }) };
}

export function refusalOf(status: number, body: string): string {
  return `${status}: ${body.slice(0, 500)}`;
}
