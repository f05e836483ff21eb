import { UnitOfWork } from '@rotables/persistence';

/** Of one database: its relays in this process, and what wakes all of them. Several services may live in one process. */
interface Wakeable {
  readonly wakes: Set<() => void>;
  readonly wakeAll: () => void;
}

const wakeables = new WeakMap<UnitOfWork, Wakeable>();

/** Calls `wake` after every commit of `unitOfWork` that put events into the outbox, until the returned function is called. */
export function onCommittedEvents(unitOfWork: UnitOfWork, wake: () => void): () => void {
  const { wakes } = wakeableOf(unitOfWork);
  wakes.add(wake);
  return () => void wakes.delete(wake);
}

/** Wakes this process' relays of the database under way once it has committed. A NOTIFY would take a global lock at the commit. */
export function wakeAfterCommit(): void {
  UnitOfWork.afterCommit(wakeableOf(UnitOfWork.owner()).wakeAll);
}

function wakeableOf(unitOfWork: UnitOfWork): Wakeable {
  const known = wakeables.get(unitOfWork);
  if (known) return known;
  const wakes = new Set<() => void>();
  const wakeable = { wakes, wakeAll: () => wakes.forEach((wake) => wake()) };
  wakeables.set(unitOfWork, wakeable);
  return wakeable;
}
