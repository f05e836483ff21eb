import { setTimeout as delay } from 'node:timers/promises';

/** Whether a service says of itself that it takes requests, and that its events move. */
async function isReady(url: string): Promise<boolean> {
  return (await isWell(`${url}/health/ready`)) && isWell(`${url}/health/events`);
}

async function isWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Asks until it is, or until the signal says that nobody waits any more. @returns whether it was ready */
export async function untilReady(url: string, everyMilliseconds: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isReady(url)) {
      return true;
    }
    await delay(everyMilliseconds, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
