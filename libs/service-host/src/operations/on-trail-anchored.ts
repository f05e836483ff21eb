import { Controller, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventContract, TrailAnchored } from '@rotables/contracts';
import { EventContext } from '@rotables/event-bus';
import { keepAnchor } from '@rotables/outbox';
import { anchorTypeOf } from './trail-upkeep.js';

/** An anchor came from another service than it speaks of. */
export class ForeignAnchor extends Error {
  constructor(service: string, source: string) {
    super(`${source} told what the trail of ${service} adds up to; only ${service} may.`);
    this.name = 'ForeignAnchor';
  }
}

/** X8: what the other services' days add up to is kept here, out of their reach. Null where the contracts know of no other service's trail. */
export function onTrailAnchored(service: string, contracts: ReadonlyMap<string, EventContract>): Type | null {
  const types = [...contracts.keys()].filter(
    (type) => type.endsWith(anchorTypeOf('')) && type !== anchorTypeOf(service),
  );
  if (types.length === 0) return null;

  @Controller()
  class OnTrailAnchored {
    @EventPattern(types)
    async on(@Payload() anchor: TrailAnchored, @Ctx() { event }: EventContext): Promise<void> {
      if (event.source !== anchor.service) throw new ForeignAnchor(anchor.service, event.source);
      await keepAnchor(anchor.service, anchor);
    }
  }
  return OnTrailAnchored;
}
