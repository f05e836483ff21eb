import { Injectable } from '@nestjs/common';
import { ensureSubstituteIsAsGood, ModelNotFound } from '../model-catalogue.js';
import type { DeviceModel, Substitution } from '../model-catalogue.js';
import { ModelCatalogue } from '../model-catalogue.repository.js';

@Injectable()
export class ListSubstitution {
  constructor(private readonly catalogue: ModelCatalogue) {}

  async execute({ model, substituteModel }: Substitution): Promise<Substitution> {
    const served = await this.known('model', model);
    const substitute = await this.known('substituteModel', substituteModel);
    ensureSubstituteIsAsGood(served, substitute);
    await this.catalogue.saveSubstitution({ model, substituteModel });
    return { model, substituteModel };
  }

  private async known(field: string, model: string): Promise<DeviceModel> {
    const found = await this.catalogue.find(model);
    if (!found) throw new ModelNotFound(field, model);
    return found;
  }
}
