/** Sends the load of one LoadJob, read from its standard input, and prints the LoadResult. */
import { text } from 'node:stream/consumers';
import { asMuchAsCanBe } from './full-load.js';
import type { LoadJob, LoadResult } from './load.js';
import { evenly } from './paced-load.js';
import { numbersAfter } from './sent-load.js';
import { quantile } from './statistics.js';

const job = JSON.parse(await text(process.stdin)) as LoadJob;
const { latencies, seconds, refusal } = await (job.rate === undefined ? asMuchAsCanBe(job) : evenly(job, job.rate));
if (refusal !== undefined) throw new Error(`Not every answer was ${job.expectedStatus}: ${refusal}`);
const latency = (part: number): number => (latencies.length === 0 ? 0 : quantile(latencies, part));
const answer: LoadResult = {
  rate: latencies.length / seconds,
  requests: latencies.length,
  numbersTo: numbersAfter(job),
  latency: { p50: latency(0.5), p95: latency(0.95), p99: latency(0.99) },
};
process.stdout.write(JSON.stringify(answer));
