import { letIdleRequestQueuesRest, type RequestQueue } from './idle-request-queue.js';

/** The timer that a queue with so many waiting requests asks for. */
function timerOf(pending: number): NodeJS.Timeout | null {
  const queue = Object.create(letIdleRequestQueuesRest()) as RequestQueue;
  Object.assign(queue, { pending: Array.from({ length: pending }), throttledUntil: -1, throttleCheckTimeoutId: null });
  queue.scheduleCheckPendingRequests();
  clearTimeout(queue.throttleCheckTimeoutId ?? undefined);
  return queue.throttleCheckTimeoutId;
}

describe('request queue of kafkajs', () => {
  it('wakes for requests that wait, and rests when none does', () => {
    expect(timerOf(1)).not.toBeNull();
    expect(timerOf(0)).toBeNull();
  });
});
