import type { EventBody, EventContract } from '@rotables/contracts';

/** An event that a decision made: its type and a body that its contract describes. */
export interface EventOf<Contract extends EventContract> {
  readonly type: string;
  readonly body: EventBody<Contract>;
}

export function eventOf<Contract extends EventContract>(
  contract: Contract,
  body: EventBody<Contract>,
): EventOf<Contract> {
  return { type: contract.type, body };
}
