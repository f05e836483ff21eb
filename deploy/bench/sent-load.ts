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

/** How often each template was sent. */
const counts: number[] = [];

/** What `{next N}` goes on with after all that was sent. */
export function numbersAfter({ requests, numbersFrom = [] }: LoadJob): readonly number[] {
  return requests.map((_template, index) => (numbersFrom[index] ?? 0) + (counts[index] ?? 0));
}

function filled(template: string, number: number): string {
  return template
    .replaceAll(/\{next (\d+)\}/g, (_all, count: string) => String(number).padStart(Number(count), '0'))
    .replaceAll('{unique}', `${started}-${sent}`)
    .replaceAll(/\{digits (\d+)\}/g, (_all, count: string) => digits(Number(count)))
    .replaceAll(/\{below (\d+)\}/g, (_all, most: string) => String(randomInt(Number(most))));
}

/** One of the job's requests at random, its placeholders filled. */
export function nextRequest({ requests, numbersFrom = [] }: LoadJob): RequestTemplate {
  const index = randomInt(requests.length);
  const template = requests[index];
  if (template === undefined) throw new Error('A load needs at least one request.');
  sent += 1;
  const before = counts[index] ?? 0;
  counts[index] = before + 1;
  const fill = (text: string): string => filled(text, (numbersFrom[index] ?? 0) + before);
  const headers = Object.fromEntries(Object.entries(template.headers).map(([name, value]) => [name, fill(value)]));
  const { method, path, body } = template;
  return { method, path: fill(path), headers, ...(body === undefined ? {} : { body: fill(body) }) };
}

export function refusalOf(status: number, body: string): string {
  return `${status}: ${body.slice(0, 500)}`;
}
