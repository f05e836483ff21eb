import { Injectable } from '@nestjs/common';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { AppendFacts } from '../../persistence/append-facts.js';
import { ReceiptExceptionNotFound } from '../receipt-exception.errors.js';
import type { ReceiptException, ReceiptExceptionDecision } from '../receipt-exception.js';
import { ReceiptExceptions } from '../receipt-exception.repository.js';
import { ReceiptExceptionSchema } from './receipt-exception.schema.js';

@Injectable()
export class MikroReceiptExceptions extends ReceiptExceptions {
  constructor(private readonly appendFacts: AppendFacts) {
    super();
  }

  async load(exceptionNumber: string): Promise<ReceiptException> {
    return {
      ...(await lockRow(
        ReceiptExceptionSchema,
        { exceptionNumber },
        () => new ReceiptExceptionNotFound(exceptionNumber),
      )),
    };
  }

  async add(decision: ReceiptExceptionDecision): Promise<ReceiptException> {
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const state = { ...decision.state, version };
    await em.persist(em.create(ReceiptExceptionSchema, state)).flush();
    return state;
  }

  async save(decision: ReceiptExceptionDecision): Promise<ReceiptException> {
    if (decision.events.length === 0) return decision.state;
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const state = { ...decision.state, version };
    em.assign(em.getReference(ReceiptExceptionSchema, state.exceptionNumber), state);
    await em.flush();
    return state;
  }

  private async tell({ state, events }: ReceiptExceptionDecision): Promise<number> {
    const { exceptionNumber: key, city, version, faultNumber } = state;
    await this.appendFacts.toTimeline({ key, city, version, faultNumber }, events);
    return this.appendFacts.toOutbox({ key, city, version }, events);
  }
}
