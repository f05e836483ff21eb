import type { EventBody, EventContract } from '@rotables/contracts';
import type { Decision, JsonObject } from '@rotables/domain-kernel';
import type { EventRow, EventSource } from '@rotables/outbox';

/** Something that happened in the pool, on its way to the outbox. */
export interface PoolEvent {
  readonly type: string;
  readonly body: JsonObject;
}

/** An event whose body is what its contract says; the compiler refuses any other. */
export function poolEvent<Contract extends EventContract>(
  contract: Contract,
  body: EventBody<Contract> & JsonObject,
): PoolEvent {
  return { type: contract.type, body };
}

/** The events of a decision, each with its place in the order of its aggregate. */
export function eventRowsOf<State extends { readonly version: number }>(
  stream: Omit<EventSource, 'version'>,
  { state, events }: Decision<State, PoolEvent>,
): EventRow[] {
  return events.map(({ type, body }, index) => ({ ...stream, type, body, sequence: state.version + index + 1 }));
}
