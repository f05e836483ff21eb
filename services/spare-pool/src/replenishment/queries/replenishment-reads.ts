import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import { defineListing, instant, integer, readOne, text, truth } from '../../listing.js';
import type { View } from '../../listing.js';
import { ReplenishmentAttachmentSchema } from '../persistence/replenishment.schema.js';
import { ReplenishmentNotFound } from '../replenishment.errors.js';

export const replenishmentListing = defineListing({
  from: 'replenishment',
  columns: {
    replenishmentNumber: text('replenishment_number'),
    city: text('city'),
    site: text('site'),
    model: text('model'),
    quantity: integer('quantity'),
    shippedQuantity: integer('shipped_quantity'),
    early: truth('early'),
    nettedOff: integer('netted_off'),
    nettedQuantity: integer('netted_quantity'),
    statementNumber: text('statement_number'),
    reason: text('reason'),
    attachmentName: text('attachment_name'),
    requestedBy: text('requested_by'),
    requestedAt: instant('requested_at'),
    decidedBy: text('decided_by'),
    orderedAt: instant('ordered_at'),
    endedBy: text('ended_by'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
    state: text('state'),
  },
  key: 'replenishmentNumber',
  sorts: ['replenishmentNumber'],
  defaultSort: '-replenishmentNumber',
});

@Injectable()
export class ReplenishmentReads {
  /** Throws ReplenishmentNotFound. */
  async get(replenishmentNumber: string): Promise<View> {
    const replenishment = await readOne(replenishmentListing, replenishmentNumber);
    if (!replenishment) throw new ReplenishmentNotFound(replenishmentNumber);
    return replenishment;
  }

  /** The written request behind an early one. Throws ReplenishmentNotFound. */
  async attachment(replenishmentNumber: string): Promise<View> {
    const found = await UnitOfWork.current().findOne(ReplenishmentAttachmentSchema, { replenishmentNumber });
    if (!found) throw new ReplenishmentNotFound(replenishmentNumber);
    return {
      replenishmentNumber,
      attachmentName: found.name,
      attachmentBase64: Buffer.from(found.content).toString('base64'),
    };
  }
}
