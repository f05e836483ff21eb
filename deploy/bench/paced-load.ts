import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadJob } from './load.js';
import { nextRequest, refusalOf, type SentLoad } from './sent-load.js';

/**
 * A request every so often, whether or not the last one is answered: a customer does not wait for another's. autocannon's own rate is
 * another thing: all connections send their share at the beginning of each second, as fast as they can, and wait for the next.
 */
export async function evenly(job: LoadJob, requestsPerSecond: number): Promise<SentLoad> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.connections });
  const latencies: number[] = [];
  let refusal: string | undefined;
  const send = async (due: number): Promise<void> => {
    try {
      const { status, body } = await answerTo(job, agent);
      latencies.push(performance.now() - due);
      if (status !== job.expectedStatus) refusal ??= refusalOf(status, body);
    } catch (error) {
      refusal ??= String(error);
    }
  };
  const began = performance.now();
  const underWay: Promise<void>[] = [];
  const total = Math.round(requestsPerSecond * job.seconds);
  while (underWay.length < total && refusal === undefined) {
    const due = began + (underWay.length * 1_000) / requestsPerSecond;
    if (performance.now() < due) await delay(1);
    else underWay.push(send(due));
  }
  await Promise.all(underWay);
  const seconds = (performance.now() - began) / 1_000;
  agent.destroy();
  return { latencies, seconds, refusal };
}

async function answerTo(job: LoadJob, agent: Agent): Promise<{ readonly status: number; readonly body: string }> {
  const { method, path, headers, body = '' } = nextRequest(job);
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly status: number; readonly body: string }>();
  const outgoing = request(new URL(path, job.url), { agent, method, headers }, (answer) => {
    text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, body: read }), reject);
  });
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}
