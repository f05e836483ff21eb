import type { EntityManager } from '@mikro-orm/postgresql';
import { UnitOfWork } from '@rotables/persistence';

/** Relays of this process by the database that they relay; several services may live in one process. */
const relays = new WeakMap<UnitOfWork, Set<() => void>>();
const asked = new WeakSet<EntityManager>();

/** Calls `wake` after every commit of `unitOfWork` that put events into the outbox, until the returned function is called. */
export function onCommittedEvents(unitOfWork: UnitOfWork, wake: () => void): () => void {
  const wakes = relays.get(unitOfWork) ?? new Set();
  relays.set(unitOfWork, wakes.add(wake));
  return () => void wakes.delete(wake);
}

/** Wakes this process' relays of the database under way once it has committed. A NOTIFY would take a global lock at the commit. */
export function wakeAfterCommit(): void {
  const transaction = UnitOfWork.current();
  if (asked.has(transaction)) return;
  asked.add(transaction);
  const owner = UnitOfWork.owner();
  UnitOfWork.afterCommit(() => relays.get(owner)?.forEach((wake) => wake()));
}
