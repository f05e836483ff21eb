import { Injectable, type OnModuleInit } from '@nestjs/common';
import { eventContracts } from '@rotables/contracts';
import { EventFeed } from '@rotables/event-bus';
import { LiveUpdates } from './live-updates.js';

/** They come by the ten thousand when a fleet is registered, and no page shows them one by one. */
const tooManyToTell = ['warranty.unit-registered.v1', 'warranty.installed-base-changed.v1'];

const types = [...eventContracts.keys()].filter((type) => !tooManyToTell.includes(type));

/** Every event of every service → the browsers at this console that look at what it changed. Each console follows for itself. */
@Injectable()
export class LiveFeed implements OnModuleInit {
  constructor(
    private readonly feed: EventFeed,
    private readonly updates: LiveUpdates,
  ) {}

  onModuleInit(): void {
    this.feed.follow(types, (event) => this.updates.publish(event));
  }
}
