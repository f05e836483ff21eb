import { Controller } from '@nestjs/common';
import { Ctx, EventPattern } from '@nestjs/microservices';
import { eventContracts } from '@rotables/contracts';
import { EventContext } from '@rotables/event-bus';
import { UnitOfWork } from '@rotables/persistence';
import { LiveUpdates } from './live-updates.js';

/** They come by the ten thousand when a fleet is registered, and no page shows them one by one. */
const tooManyToTell = ['warranty.unit-registered.v1', 'warranty.installed-base-changed.v1'];

const types = [...eventContracts.keys()].filter((type) => !tooManyToTell.includes(type));

/** Every event of every service → the browsers that look at what it changed. */
@Controller()
export class OnAnyEvent {
  constructor(private readonly updates: LiveUpdates) {}

  @EventPattern(types)
  async on(@Ctx() { event }: EventContext): Promise<void> {
    UnitOfWork.afterCommit(() => this.updates.publish(event));
  }
}
