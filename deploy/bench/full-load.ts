import autocannon from 'autocannon';
import type { LoadJob } from './load.js';
import { nextRequest, refusalOf, type SentLoad } from './sent-load.js';

/** Each connection sends its next request as soon as it has the answer to the last one. */
export async function asMuchAsCanBe(job: LoadJob): Promise<SentLoad> {
  const latencies: number[] = [];
  const began = performance.now();
  let ended = began;
  let refusal: string | undefined;
  const options: autocannon.Options = {
    url: job.url,
    connections: job.connections,
    duration: job.seconds,
    ...(job.amount === undefined ? {} : { amount: job.amount }),
    requests: [
      {
        setupRequest: (request) => ({ ...request, ...nextRequest(job) }),
        onResponse: (status, body) => {
          if (status !== job.expectedStatus) refusal ??= refusalOf(status, body);
        },
      },
    ],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, finished) => {
      if (error) reject(error instanceof Error ? error : new Error('autocannon gave up'));
      else resolve(finished);
    });
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      ended = performance.now();
    });
  });
  if (result.errors > 0) refusal ??= `${result.errors} broken connections`;
  // autocannon's own duration is in whole seconds where an amount was asked for.
  return { latencies, seconds: (ended - began) / 1_000, refusal };
}
