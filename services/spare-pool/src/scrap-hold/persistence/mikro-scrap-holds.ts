import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { scrapHoldMadeV1 } from '@rotables/contracts';
import type { Serial } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { writeRow } from '../../aggregate-store.js';
import type { HoldDecision, ScrapHold } from '../scrap-hold.js';
import { ScrapHolds } from '../scrap-hold.repository.js';
import { ScrapHoldSchema } from './scrap-hold.schema.js';

const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

@Injectable()
export class MikroScrapHolds extends ScrapHolds {
  async find(scrapNumber: string): Promise<ScrapHold | null> {
    const row = await UnitOfWork.current().findOne(ScrapHoldSchema, { scrapNumber }, locked);
    return row && { ...row };
  }

  async heldOf(serial: Serial): Promise<ScrapHold | null> {
    const row = await UnitOfWork.current().findOne(ScrapHoldSchema, { serial, state: 'held' }, locked);
    return row && { ...row };
  }

  async save({ state, events }: HoldDecision): Promise<void> {
    const { scrapNumber: key, city, version: before } = state;
    const version = await appendEvents({ topic: scrapHoldMadeV1.topic, key, city, version: before }, events);
    await writeRow(ScrapHoldSchema, { scrapNumber: key }, { ...state, version }, before === 0);
  }
}
