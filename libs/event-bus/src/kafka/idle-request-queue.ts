import { createRequire } from 'node:module';

/** What is known of the one inner class of kafkajs 2.2.4 that has to be corrected. */
export interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

let corrected: RequestQueue | null = null;

/**
 * kafkajs 2.2.4 checks its queue of waiting requests every millisecond from the first answer on, for each connection and for ever, also
 * when nothing waits (it asks for a timer of −1 ms minus the time of day; Node warns of it). An idle service took 4.4 % of a core, and
 * 0.6 % without. A request that has to wait schedules the check itself, so an empty queue needs none.
 * Returns the prototype of the class. Throws when the installed kafkajs is another one.
 */
export function letIdleRequestQueuesRest(): RequestQueue {
  if (corrected !== null) return corrected;
  const inner: unknown = createRequire(import.meta.url)('kafkajs/src/network/requestQueue');
  const queue: unknown = typeof inner === 'function' ? inner.prototype : null;
  if (!isRequestQueue(queue)) {
    throw new Error(
      'The installed kafkajs is not the 2.2.4 that its correction was made for; look at idle-request-queue.ts.',
    );
  }
  const schedule = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (): void {
    if (this.pending.length > 0) schedule.call(this);
  };
  corrected = queue;
  return queue;
}

function isRequestQueue(value: unknown): value is RequestQueue {
  return typeof value === 'object' && value !== null && 'scheduleCheckPendingRequests' in value;
}
