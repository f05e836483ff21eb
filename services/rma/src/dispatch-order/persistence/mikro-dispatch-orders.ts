import { Injectable } from '@nestjs/common';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { AppendFacts } from '../../persistence/append-facts.js';
import { DispatchOrderNotFound } from '../dispatch-order.errors.js';
import type { DispatchOrder, DispatchOrderDecision } from '../dispatch-order.js';
import { DispatchOrders } from '../dispatch-order.repository.js';
import { DispatchOrderSchema } from './dispatch-order.schema.js';

@Injectable()
export class MikroDispatchOrders extends DispatchOrders {
  constructor(private readonly appendFacts: AppendFacts) {
    super();
  }

  async load(dispatchNumber: string): Promise<DispatchOrder> {
    return {
      ...(await lockRow(DispatchOrderSchema, { dispatchNumber }, () => new DispatchOrderNotFound(dispatchNumber))),
    };
  }

  async findOpen(faultNumber: string): Promise<DispatchOrder | undefined> {
    return (await UnitOfWork.current().findOne(DispatchOrderSchema, { faultNumber, state: 'issued' })) ?? undefined;
  }

  async findLatest(faultNumber: string): Promise<DispatchOrder | undefined> {
    const [latest] = await UnitOfWork.current().find(
      DispatchOrderSchema,
      { faultNumber, state: { $ne: 'cancelled' } },
      { orderBy: { issuedAt: 'desc', dispatchNumber: 'desc' }, limit: 1 },
    );
    return latest;
  }

  async add(decision: DispatchOrderDecision): Promise<DispatchOrder> {
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const state = { ...decision.state, version };
    await em.persist(em.create(DispatchOrderSchema, state)).flush();
    return state;
  }

  async save(decision: DispatchOrderDecision): Promise<DispatchOrder> {
    if (decision.events.length === 0) return decision.state;
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const state = { ...decision.state, version };
    em.assign(em.getReference(DispatchOrderSchema, state.dispatchNumber), state);
    await em.flush();
    return state;
  }

  private async tell({ state, events }: DispatchOrderDecision): Promise<number> {
    const { dispatchNumber: key, city, version, faultNumber } = state;
    await this.appendFacts.toTimeline({ key, city, version, faultNumber }, events);
    return this.appendFacts.toOutbox({ key, city, version }, events);
  }
}
