import type { EventBody, EventContract, WrittenBody } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';

/** Something that happened in the pool, on its way to the outbox. */
export interface PoolEvent {
  readonly type: string;
  readonly body: JsonObject;
}

/** An event whose body is what its contract says; the compiler refuses any other. */
export function poolEvent<Contract extends EventContract, Body extends EventBody<Contract>>(
  contract: Contract,
  body: WrittenBody<Contract, Body> & JsonObject,
): PoolEvent {
  return { type: contract.type, body };
}
