import { Injectable } from '@nestjs/common';
import { spareApplicationSubmittedV1 } from '@rotables/contracts';
import type { Decision } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, nextNumberWithGaps } from '@rotables/persistence';
import { writeRow } from '../../aggregate-store.js';
import { numberedOn } from '../../business-time/stated-time.js';
import type { PoolEvent } from '../../pool-event.js';
import { SpareApplicationNotFound } from '../spare-application.errors.js';
import { SpareApplications } from '../spare-application.repository.js';
import type { SpareApplication } from '../spare-application.js';
import { SpareApplicationSchema } from './spare-application.schema.js';

@Injectable()
export class MikroSpareApplications extends SpareApplications {
  async nextNumber(submittedAt: Date): Promise<string> {
    return numberedOn('SA', submittedAt, await nextNumberWithGaps('spare_application_number'));
  }

  async load(applicationNumber: string): Promise<SpareApplication> {
    const notFound = () => new SpareApplicationNotFound(applicationNumber);
    return { ...(await lockRow(SpareApplicationSchema, { applicationNumber }, notFound)) };
  }

  async save({ state, events }: Decision<SpareApplication, PoolEvent>): Promise<SpareApplication> {
    const { applicationNumber, city } = state;
    const stream = { topic: spareApplicationSubmittedV1.topic, key: applicationNumber, city, version: state.version };
    const version = await appendEvents(stream, events);
    await writeRow(SpareApplicationSchema, { applicationNumber }, { ...state, version }, state.version === 0);
    return { ...state, version };
  }
}
