import type { EventBody, EventContract, WrittenBody } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';

/** A fact that a decision tells the other services. */
export interface DecidedEvent {
  readonly type: string;
  readonly body: JsonObject;
}

/** Writes down a fact; the compiler holds its body against the contract. */
export function decided<Contract extends EventContract, Body extends EventBody<Contract>>(
  contract: Contract,
  body: WrittenBody<Contract, Body> & JsonObject,
): DecidedEvent {
  return { type: contract.type, body };
}
