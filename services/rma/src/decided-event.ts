import type { EventBody, EventContract } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';

/** A fact that a decision tells the other services. */
export interface DecidedEvent {
  readonly type: string;
  readonly body: JsonObject;
}

/** Writes down a fact; the compiler holds its body against the contract. */
export function decided<Contract extends EventContract>(
  contract: Contract,
  body: EventBody<Contract> & JsonObject,
): DecidedEvent {
  return { type: contract.type, body };
}
