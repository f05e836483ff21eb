import { Injectable } from '@nestjs/common';
import { custodyHandOverOpenedV1 } from '@rotables/contracts';
import type { Decision } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, nextNumberWithGaps, UnitOfWork } from '@rotables/persistence';
import { refusingDuplicates, writeRow } from '../../aggregate-store.js';
import { numberedOn } from '../../business-time/stated-time.js';
import type { PoolEvent } from '../../pool-event.js';
import { CustodyHandOverNotFound, HandOverUnderWay } from '../custody-hand-over.errors.js';
import { CustodyHandOvers } from '../custody-hand-over.repository.js';
import type { CustodyHandOver } from '../custody-hand-over.js';
import { CustodyHandOverSchema } from './custody-hand-over.schema.js';

@Injectable()
export class MikroCustodyHandOvers extends CustodyHandOvers {
  async nextNumber(openedAt: Date): Promise<string> {
    return numberedOn('CU', openedAt, await nextNumberWithGaps('custody_hand_over_number'));
  }

  async load(handOverNumber: string): Promise<CustodyHandOver> {
    const notFound = () => new CustodyHandOverNotFound(handOverNumber);
    return { ...(await lockRow(CustodyHandOverSchema, { handOverNumber }, notFound)) };
  }

  async save({ state, events }: Decision<CustodyHandOver, PoolEvent>): Promise<CustodyHandOver> {
    const { handOverNumber, city, site } = state;
    const isNew = state.version === 0;
    // Its site is locked, so that nobody opens another one meanwhile; the constraint stands behind it.
    if (isNew && (await this.isUnderWay(site))) throw new HandOverUnderWay(site);
    return refusingDuplicates(
      async () => {
        const stream = { topic: custodyHandOverOpenedV1.topic, key: handOverNumber, city, version: state.version };
        const version = await appendEvents(stream, events);
        await writeRow(CustodyHandOverSchema, { handOverNumber }, { ...state, version }, isNew);
        return { ...state, version };
      },
      () => new HandOverUnderWay(site),
    );
  }

  private async isUnderWay(site: string): Promise<boolean> {
    return (
      (await UnitOfWork.current().count(CustodyHandOverSchema, { site, state: { $in: ['ordered', 'offered'] } })) > 0
    );
  }
}
