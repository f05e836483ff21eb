import type { EventBody, EventContract } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';

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
