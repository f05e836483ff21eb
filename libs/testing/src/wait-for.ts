import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** 10 s unless told. */
  readonly timeoutMilliseconds?: number;
  readonly intervalMilliseconds?: number;
  /** Completes the sentence "Waited in vain for …"; a function is asked at the end, and may tell what was there instead. */
  readonly describe: string | (() => string | Promise<string>);
}

type Falsy = false | 0 | '' | null | undefined;

/**
 * Waits until the condition gives something truthy, and returns it. An error thrown by the condition counts as "not yet"
 * and is the cause of the failure if it was the last.
 */
export async function waitFor<T>(condition: () => T | Promise<T>, options: WaitOptions): Promise<Exclude<T, Falsy>> {
  const { timeoutMilliseconds = 10_000, intervalMilliseconds = 20 } = options;
  const deadline = performance.now() + timeoutMilliseconds;
  for (;;) {
    const outcome = await attempt(condition);
    if ('value' in outcome && isTruthy(outcome.value)) {
      return outcome.value;
    }
    if (performance.now() >= deadline) {
      const what = typeof options.describe === 'string' ? options.describe : await options.describe();
      const cause = 'error' in outcome ? { cause: outcome.error } : {};
      throw new Error(`Waited ${timeoutMilliseconds} ms in vain for ${what}.`, cause);
    }
    await delay(intervalMilliseconds);
  }
}

async function attempt<T>(condition: () => T | Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await condition() };
  } catch (error) {
    return { error };
  }
}

function isTruthy<T>(value: T): value is Exclude<T, Falsy> {
  return Boolean(value);
}
