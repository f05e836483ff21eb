import { createRequire } from 'node:module';

/** A request that was sent and has no answer yet. */
export interface RequestInFlight {
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly requestTimeout: number;
  timeoutRequest: () => void;
}

/** What is known of the one inner class of kafkajs 2.2.4 that has to be corrected. */
export interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly inflight: ReadonlyMap<number, RequestInFlight>;
  readonly requestTimeout: number;
  readonly enforceRequestTimeout: boolean;
  readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
  requestTimeoutIntervalId: NodeJS.Timeout | null;
  readonly isConnected: () => boolean;
  destroy: () => void;
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
  scheduleRequestTimeoutCheck: (this: RequestQueue) => void;
}

/** So much later than due a request may be given up. */
const longestTimeoutCheckMilliseconds = 1_000;

let corrected: RequestQueue | null = null;

/**
 * Corrects two timers of kafkajs 2.2.4 that keep an idle service awake. Returns the prototype of the class. Throws when the installed
 * kafkajs is another one.
 *
 * - It checks its queue of waiting requests every millisecond from the first answer on, for each connection and for ever, also when
 *   nothing waits (it asks for a timer of −1 ms minus the time of day; Node warns of it). An idle service took 4.4 % of a core, and
 *   0.6 % without. A request that has to wait schedules the check itself, so an empty queue needs none.
 * - It looks every 100 ms whether an answer is overdue, though the shortest time that it is given is seconds.
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
  queue.scheduleRequestTimeoutCheck = function (): void {
    if (!this.enforceRequestTimeout) return;
    this.destroy();
    const interval = Math.min(longestTimeoutCheckMilliseconds, Math.max(100, this.requestTimeout / 10));
    this.requestTimeoutIntervalId = setInterval(() => giveUpOverdue(this), interval);
  };
  corrected = queue;
  return queue;
}

/** As kafkajs does it. */
function giveUpOverdue(queue: RequestQueue): void {
  for (const request of queue.inflight.values()) {
    if (Date.now() - request.sentAt > request.requestTimeout) request.timeoutRequest();
  }
  if (!queue.isConnected()) queue.destroy();
}

function isRequestQueue(value: unknown): value is RequestQueue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'scheduleCheckPendingRequests' in value &&
    'scheduleRequestTimeoutCheck' in value
  );
}
