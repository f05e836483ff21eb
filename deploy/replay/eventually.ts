import { setTimeout as delay } from 'node:timers/promises';

const firstPauseMilliseconds = 15;
const longestPauseMilliseconds = 500;

/**
 * Asks until there is an answer: what one service has done reaches the others as events, a little later.
 * @param what completes the sentence "waited for …"
 * @throws Error after `seconds`, naming what was waited for, and what `found` says was there instead
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null>,
  options: { readonly seconds?: number; readonly found?: () => Promise<string> } = {},
): Promise<T> {
  const { seconds = 90 } = options;
  const deadline = performance.now() + seconds * 1_000;
  let pause = firstPauseMilliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) {
      const instead = options.found === undefined ? '' : ` There was: ${await options.found()}`;
      throw new Error(`Waited ${seconds} s in vain for ${what}.${instead}`);
    }
    await delay(pause);
    pause = Math.min(pause * 1.5, longestPauseMilliseconds);
  }
}
