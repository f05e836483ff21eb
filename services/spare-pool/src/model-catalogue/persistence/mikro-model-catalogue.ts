import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { UnitOfWork } from '@rotables/persistence';
import { ModelCatalogue } from '../model-catalogue.repository.js';
import type { DeviceModel, Substitution } from '../model-catalogue.js';
import { DeviceModelSchema, SubstitutionSchema } from './model-catalogue.schema.js';

@Injectable()
export class MikroModelCatalogue extends ModelCatalogue {
  async find(model: string): Promise<DeviceModel | null> {
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

  async saveModel(model: DeviceModel): Promise<void> {
    await UnitOfWork.current().upsert(DeviceModelSchema, { ...model });
  }

  async saveSubstitution(substitution: Substitution): Promise<void> {
    await UnitOfWork.current().upsert(SubstitutionSchema, { ...substitution }, { onConflictAction: 'ignore' });
  }

  /** The best comes last, so that a loan takes the plainest substitute that will do. */
  private async all(models: readonly string[]): Promise<readonly DeviceModel[]> {
    const orderBy = [{ specificationGrade: 'asc' as const }, { model: 'asc' as const }];
    const rows = await UnitOfWork.current().find(DeviceModelSchema, { model: { $in: [...models] } }, { orderBy });
    return rows.map((row) => ({ ...row }));
  }
}
