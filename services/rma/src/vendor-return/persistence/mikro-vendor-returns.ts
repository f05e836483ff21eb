import { Injectable } from '@nestjs/common';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { AppendFacts } from '../../persistence/append-facts.js';
import { VendorReturnNotFound } from '../vendor-return.errors.js';
import type { VendorReturn, VendorReturnDecision } from '../vendor-return.js';
import { VendorReturns } from '../vendor-return.repository.js';
import { VendorReturnSchema } from './vendor-return.schema.js';

@Injectable()
export class MikroVendorReturns extends VendorReturns {
  constructor(private readonly appendFacts: AppendFacts) {
    super();
  }

  async load(vendorReturnNumber: string): Promise<VendorReturn> {
    return {
      ...(await lockRow(
        VendorReturnSchema,
        { vendorReturnNumber },
        () => new VendorReturnNotFound(vendorReturnNumber),
      )),
    };
  }

  async add(decision: VendorReturnDecision): Promise<VendorReturn> {
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const state = { ...decision.state, version };
    await em.persist(em.create(VendorReturnSchema, state)).flush();
    return state;
  }

  async save(decision: VendorReturnDecision): Promise<VendorReturn> {
    if (decision.events.length === 0) return decision.state;
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const state = { ...decision.state, version };
    em.assign(em.getReference(VendorReturnSchema, state.vendorReturnNumber), state);
    await em.flush();
    return state;
  }

  private async tell({ state, events }: VendorReturnDecision): Promise<number> {
    const { vendorReturnNumber: key, city, version, faultNumber } = state;
    await this.appendFacts.toTimeline({ key, city, version, faultNumber }, events);
    return this.appendFacts.toOutbox({ key, city, version }, events);
  }
}
