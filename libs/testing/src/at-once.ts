import type { Answer, Caller, RunningTestService } from './running-service.js';

/** The same path asked by many at once, in turns at each of the replicas; `bodyOf` gives the body of the n-th. */
export function postAtOnce(
  replicas: readonly RunningTestService[],
  count: number,
  who: Caller,
  path: string,
  bodyOf: (index: number) => unknown,
): Promise<Answer[]> {
  const asked = Array.from({ length: count }, (_, index) => {
    const replica = replicas[index % replicas.length];
    if (replica === undefined) throw new Error('There is no replica to ask.');
    return replica.post(who, path, bodyOf(index));
  });
  return Promise.all(asked);
}

/** How often each status was answered, for example `{ 201: 1, 409: 49 }`. */
export function statusCounts(answers: readonly Answer[]): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
