import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { Decision } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { WarrantyPlanExists, WarrantyPlanNotFound } from '../warranty-plan.errors.js';
import { warrantyPlanTopic, type WarrantyPlan, type WarrantyPlanEvent } from '../warranty-plan.js';
import { WarrantyPlans } from '../warranty-plan.repository.js';
import { WarrantyPlanSchema } from './warranty-plan.schema.js';

@Injectable()
export class MikroWarrantyPlans extends WarrantyPlans {
  async find(plan: string): Promise<WarrantyPlan | undefined> {
    const row = await UnitOfWork.current().findOne(WarrantyPlanSchema, { plan });
    return row ?? undefined;
  }

  async get(plan: string): Promise<WarrantyPlan> {
    const found = await this.find(plan);
    if (!found) throw new WarrantyPlanNotFound(plan);
    return found;
  }

  async all(): Promise<readonly WarrantyPlan[]> {
    return UnitOfWork.current().find(WarrantyPlanSchema, {}, { orderBy: { plan: 'asc' } });
  }

  async add({ state, events }: Decision<WarrantyPlan, WarrantyPlanEvent>): Promise<WarrantyPlan> {
    const em = UnitOfWork.current();
    const version = await appendEvents(
      { topic: warrantyPlanTopic, key: state.plan, city: null, version: state.version },
      events,
    );
    try {
      await em.persist(em.create(WarrantyPlanSchema, { ...state, version })).flush();
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new WarrantyPlanExists(state.plan);
      throw error;
    }
    return { ...state, version };
  }
}
