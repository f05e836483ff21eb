import { Injectable } from '@nestjs/common';
import { handoverSubmittedV1 } from '@rotables/contracts';
import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { saveAggregate } from '../../storage/persistence/aggregate-rows.js';
import { HandoverNotFound } from '../handover.errors.js';
import type { Handover, HandoverDecision } from '../handover.js';
import { Handovers } from '../handover.repository.js';
import { HandoverReceiptSchema, HandoverSchema } from './handover.schema.js';

@Injectable()
export class MikroHandovers extends Handovers {
  override async holdCity(city: CityCode): Promise<void> {
    await UnitOfWork.preparedQuery('handover-hold-city', 'select pg_advisory_xact_lock(hashtextextended($1, 2))', [
      `handover:${city}`,
    ]);
  }

  override async isHandedOver(city: CityCode, businessOn: BusinessDate): Promise<boolean> {
    return (await UnitOfWork.current().count(HandoverSchema, { city, businessOn })) > 0;
  }

  override async load(handoverNumber: string): Promise<Handover> {
    const row = await lockRow(HandoverSchema, { handoverNumber }, () => new HandoverNotFound(handoverNumber));
    const options = { orderBy: { receiptNumber: 'asc' }, disableIdentityMap: true } as const;
    const receipts = await UnitOfWork.current().find(HandoverReceiptSchema, { handoverNumber }, options);
    return { ...row, receiptNumbers: receipts.map(({ receiptNumber }) => receiptNumber) };
  }

  override async save({ state, events }: HandoverDecision): Promise<Handover> {
    const { handoverNumber, city } = state;
    const { receiptNumbers, ...columns } = state;
    const row = {
      entity: HandoverSchema,
      where: { handoverNumber },
      topic: handoverSubmittedV1.topic,
      key: handoverNumber,
      city,
    };
    const saved = await saveAggregate(row, columns, events);
    if (state.version === 0 && receiptNumbers.length > 0) {
      const listed = receiptNumbers.map((receiptNumber) => ({ receiptNumber, handoverNumber, city }));
      await UnitOfWork.current().insertMany(HandoverReceiptSchema, listed);
    }
    return { ...saved, receiptNumbers };
  }
}
