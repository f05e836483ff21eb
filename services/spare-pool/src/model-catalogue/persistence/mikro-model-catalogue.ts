import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { modelCataloguedV1 } from '@rotables/contracts';
import type { Decision } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import type { PoolEvent } from '../../pool-event.js';
import { ModelCatalogue } from '../model-catalogue.repository.js';
import type { DeviceModel, Substitution } from '../model-catalogue.js';
import { DeviceModelSchema, SubstitutionSchema } from './model-catalogue.schema.js';

@Injectable()
export class MikroModelCatalogue extends ModelCatalogue {
  async find(model: string): Promise<DeviceModel | null> {
    // Two who enter one model at once count its events from the same beginning, unless they take turns.
    await UnitOfWork.preparedQuery('model-turn', 'select pg_advisory_xact_lock(hashtextextended($1, 7312))', [model]);
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
    const row = await UnitOfWork.current().findOne(DeviceModelSchema, { model }, options);
    return row ? { ...row } : null;
  }

  async substitutesOf(model: string): Promise<readonly DeviceModel[]> {
    const listed = await UnitOfWork.current().find(SubstitutionSchema, { model });
    return this.all(listed.map(({ substituteModel }) => substituteModel));
  }

  async modelsServedBy(model: string): Promise<readonly DeviceModel[]> {
    const listed = await UnitOfWork.current().find(SubstitutionSchema, { substituteModel: model });
    return this.all(listed.map(({ model: served }) => served));
  }

  async isListed(substitution: Substitution): Promise<boolean> {
    return (await UnitOfWork.current().findOne(SubstitutionSchema, { ...substitution })) !== null;
  }

  async saveModel({ state, events }: Decision<DeviceModel, PoolEvent>): Promise<DeviceModel> {
    const { model: key, version: before } = state;
    const stream = { topic: modelCataloguedV1.topic, key, city: null, version: before };
    const model = { ...state, version: await appendEvents(stream, events) };
    await UnitOfWork.current().upsert(DeviceModelSchema, model);
    return model;
  }

  async saveSubstitution(substitution: Substitution, decision: Decision<DeviceModel, PoolEvent>): Promise<void> {
    await this.saveModel(decision);
    await UnitOfWork.current().insert(SubstitutionSchema, { ...substitution });
  }

  /** The best comes last, so that a loan takes the plainest substitute that will do. */
  private async all(models: readonly string[]): Promise<readonly DeviceModel[]> {
    const orderBy = [{ specificationGrade: 'asc' as const }, { model: 'asc' as const }];
    const rows = await UnitOfWork.current().find(DeviceModelSchema, { model: { $in: [...models] } }, { orderBy });
    return rows.map((row) => ({ ...row }));
  }
}
