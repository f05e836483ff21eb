/** Sends the load of one LoadJob, read from its standard input, and prints the LoadResult. */
import { randomInt } from 'node:crypto';
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';
import type { LoadJob, LoadResult } from './load.js';
import { quantile } from './statistics.js';

const job = JSON.parse(await text(process.stdin)) as LoadJob;
const started = Date.now();
const latencies: number[] = [];
let sent = 0;
let refusal: string | undefined;

function digits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

function filled(template: string): string {
  return template
    .replaceAll('{unique}', `${started}-${sent}`)
    .replaceAll(/\{digits (\d+)\}/g, (_all, count: string) => digits(Number(count)))
    .replaceAll(/\{below (\d+)\}/g, (_all, most: string) => String(randomInt(Number(most))));
}

function next(request: autocannon.Request): autocannon.Request {
  const template = job.requests[randomInt(job.requests.length)];
  if (template === undefined) throw new Error('A load needs at least one request.');
  sent += 1;
  const headers = Object.fromEntries(Object.entries(template.headers).map(([name, value]) => [name, filled(value)]));
  const { method, path, body } = template;
  return { ...request, method, path: filled(path), headers, ...(body === undefined ? {} : { body: filled(body) }) };
}

function noteAnswer(status: number, body: string): void {
  if (status !== job.expectedStatus) refusal ??= `${status}: ${body.slice(0, 500)}`;
}

const options: autocannon.Options = {
  url: job.url,
  connections: job.connections,
  duration: job.seconds,
  ...(job.rate === undefined ? {} : { overallRate: job.rate }),
  requests: [{ setupRequest: next, onResponse: noteAnswer }],
};
const result = await new Promise<autocannon.Result>((resolve, reject) => {
  const instance = autocannon(options, (error: unknown, finished) => {
    if (error) reject(error instanceof Error ? error : new Error('autocannon gave up'));
    else resolve(finished);
  });
  instance.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
});

if (refusal !== undefined || result.errors > 0) {
  throw new Error(`Not every answer was ${job.expectedStatus}: ${refusal ?? `${result.errors} broken connections`}`);
}
const latency = (part: number): number => (latencies.length === 0 ? 0 : quantile(latencies, part));
const answer: LoadResult = {
  rate: latencies.length / result.duration,
  requests: latencies.length,
  latency: { p50: latency(0.5), p95: latency(0.95), p99: latency(0.99) },
};
process.stdout.write(JSON.stringify(answer));
