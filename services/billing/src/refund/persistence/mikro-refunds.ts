import { LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { refundProposedV1 } from '@rotables/contracts';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { saveAggregate } from '../../storage/persistence/aggregate-rows.js';
import { RefundNotFound } from '../refund.errors.js';
import type { Refund, RefundDecision } from '../refund.js';
import { Refunds } from '../refund.repository.js';
import { RefundSchema } from './refund.schema.js';

@Injectable()
export class MikroRefunds extends Refunds {
  override async load(refundNumber: string): Promise<Refund> {
    return { ...(await lockRow(RefundSchema, { refundNumber }, () => new RefundNotFound(refundNumber))) };
  }

  override async find(refundNumber: string): Promise<Refund | undefined> {
    const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const row = await UnitOfWork.current().findOne(RefundSchema, { refundNumber }, locked);
    return row ? { ...row } : undefined;
  }

  override async noteReserved({ refundNumber, caseAnswer }: Refund): Promise<void> {
    await UnitOfWork.current().nativeUpdate(RefundSchema, { refundNumber }, { caseAnswer });
  }

  override save({ state, events }: RefundDecision): Promise<Refund> {
    const { refundNumber, city } = state;
    const row = {
      entity: RefundSchema,
      where: { refundNumber },
      topic: refundProposedV1.topic,
      key: refundNumber,
      city,
    };
    return saveAggregate(row, state, events);
  }

  override async standingFor(faultNumber: string): Promise<Refund | undefined> {
    const where = { faultNumber, state: { $ne: 'rejected' } } as const;
    const row = await UnitOfWork.current().findOne(RefundSchema, where, { disableIdentityMap: true });
    return row ? { ...row } : undefined;
  }
}
