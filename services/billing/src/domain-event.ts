import type { EventBody, EventContract, WrittenBody } from '@rotables/contracts';

/** An event that a decision made: its type and a body that its contract describes. */
export interface EventOf<Contract extends EventContract> {
  readonly type: string;
  readonly body: EventBody<Contract>;
}

export function eventOf<Contract extends EventContract, Body extends EventBody<Contract>>(
  contract: Contract,
  body: WrittenBody<Contract, Body>,
): EventOf<Contract> {
  return { type: contract.type, body };
}
