import type { EventBody, EventContract } from '@rotables/contracts';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventContext } from './event-context.js';
import { takesTogether } from './event-server.js';

/** What may stand under {@link OnEvent}: the body as the contract has it, then, where it is needed, the rest of the event. */
export type EventHandlerMethod<Contract extends EventContract> = (
  body: EventBody<Contract>,
  context: EventContext,
) => Promise<void>;

/**
 * Nest's `@EventPattern` for the type of a contract, `@Payload()` and `@Ctx()` included, with the method's arguments checked against it:
 * `@OnEvent(rmaOpenedV1) async on(body: RmaOpened, context: EventContext): Promise<void>`.
 */
export function OnEvent<Contract extends EventContract>(
  contract: Contract,
): <Method extends EventHandlerMethod<Contract>>(
  target: object,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void {
  return (target, method, descriptor) => {
    EventPattern<unknown>(contract.type)(target, method, descriptor);
    Payload()(target, method, 0);
    Ctx()(target, method, 1);
  };
}

/** What may stand under {@link OnEventsTogether}: the bodies as the contract has them, in the order of the events. */
export type EventsHandlerMethod<Contract extends EventContract> = (
  bodies: readonly EventBody<Contract>[],
) => Promise<void>;

/**
 * Like {@link OnEvent}, for events that come by the ten thousand: the method takes as many as came one after the other, in one
 * transaction, so that its effect can be one statement. It must leave the same behind as if it had been called with each alone, and
 * append no events, since those that it takes have different traces. When it fails, its events are tried one by one.
 */
export function OnEventsTogether<Contract extends EventContract>(
  contract: Contract,
): <Method extends EventsHandlerMethod<Contract>>(
  target: object,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void {
  return (target, method, descriptor) => {
    EventPattern<unknown>(contract.type, takesTogether)(target, method, descriptor);
    Payload()(target, method, 0);
  };
}
