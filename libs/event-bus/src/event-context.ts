import { BaseRpcContext } from '@nestjs/microservices';
import type { EventEnvelope } from './envelope.js';

/** The second argument of an `@EventPattern` method (`@Ctx()`): everything about the event that is not in its body. */
export class EventContext extends BaseRpcContext<[EventEnvelope]> {
  constructor(readonly event: EventEnvelope) {
    super([event]);
  }
}
