import { Injectable } from '@nestjs/common';
import { shortageRaisedV1 } from '@rotables/contracts';
import type { Decision } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, nextNumberWithGaps } from '@rotables/persistence';
import { writeRow } from '../../aggregate-store.js';
import { numberedOn } from '../../business-time/stated-time.js';
import type { PoolEvent } from '../../pool-event.js';
import { ShortageNotFound } from '../shortage.js';
import { Shortages } from '../shortage.repository.js';
import type { Shortage } from '../shortage.js';
import { ShortageSchema } from './shortage.schema.js';

@Injectable()
export class MikroShortages extends Shortages {
  async nextNumber(raisedAt: Date): Promise<string> {
    return numberedOn('SG', raisedAt, await nextNumberWithGaps('shortage_number'));
  }

  async load(shortageNumber: string): Promise<Shortage> {
    return { ...(await lockRow(ShortageSchema, { shortageNumber }, () => new ShortageNotFound(shortageNumber))) };
  }

  async save({ state, events }: Decision<Shortage, PoolEvent>): Promise<Shortage> {
    const { shortageNumber, city } = state;
    const version = await appendEvents(
      { topic: shortageRaisedV1.topic, key: shortageNumber, city, version: state.version },
      events,
    );
    await writeRow(ShortageSchema, { shortageNumber }, { ...state, version }, state.version === 0);
    return { ...state, version };
  }
}
