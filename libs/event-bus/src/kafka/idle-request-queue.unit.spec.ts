import { jest } from '@jest/globals';
import { letIdleRequestQueuesRest, type RequestInFlight, type RequestQueue } from './idle-request-queue.js';

function queueWith(state: Partial<RequestQueue>): RequestQueue {
  const queue = Object.create(letIdleRequestQueuesRest()) as RequestQueue;
  return Object.assign(queue, { pending: [], throttledUntil: -1, throttleCheckTimeoutId: null }, state);
}

/** The timer that a queue with so many waiting requests asks for. */
function timerOf(pending: number): NodeJS.Timeout | null {
  const queue = queueWith({ pending: Array.from({ length: pending }) });
  queue.scheduleCheckPendingRequests();
  clearTimeout(queue.throttleCheckTimeoutId ?? undefined);
  return queue.throttleCheckTimeoutId;
}

describe('request queue of kafkajs', () => {
  it('wakes for requests that wait, and rests when none does', () => {
    expect(timerOf(1)).not.toBeNull();
    expect(timerOf(0)).toBeNull();
  });

  it.each([
    { requestTimeout: 15_000, looks: 20 },
    { requestTimeout: 2_000, looks: 100 },
  ])('gives up a request of $requestTimeout ms that has no answer, with $looks looks in 20 s', (given) => {
    jest.useFakeTimers();
    try {
      let looks = 0;
      const givenUp: number[] = [];
      const timeoutRequest = (): void => void givenUp.push(Date.now());
      const request: RequestInFlight = { sentAt: Date.now(), requestTimeout: given.requestTimeout, timeoutRequest };
      const queue = queueWith({
        inflight: new Map([[1, request]]),
        requestTimeout: given.requestTimeout,
        enforceRequestTimeout: true,
        isConnected: () => (looks += 1) < given.looks,
      });
      queue.scheduleRequestTimeoutCheck();
      jest.advanceTimersByTime(20_000);
      expect(looks).toBe(given.looks);
      expect(givenUp.length).toBeGreaterThan(0);
      expect((givenUp[0] ?? 0) - request.sentAt).toBeLessThanOrEqual(given.requestTimeout * 1.1);
      jest.advanceTimersByTime(20_000);
      expect(looks).toBe(given.looks);
    } finally {
      jest.useRealTimers();
    }
  });
});
