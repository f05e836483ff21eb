import type { EventBody, EventContract } from '@rotables/contracts';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventContext } from './event-context.js';

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
