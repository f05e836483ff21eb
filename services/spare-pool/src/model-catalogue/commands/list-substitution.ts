import { Injectable } from '@nestjs/common';
import { listSubstitution, ModelNotFound } from '../model-catalogue.js';
import type { DeviceModel, Substitution } from '../model-catalogue.js';
import { ModelCatalogue } from '../model-catalogue.repository.js';

/** Listing twice is listing once. */
@Injectable()
export class ListSubstitution {
  constructor(private readonly catalogue: ModelCatalogue) {}

  async execute({ model, substituteModel }: Substitution): Promise<Substitution> {
    const substitution = { model, substituteModel };
    const served = await this.known('model', model);
    const substitute = await this.known('substituteModel', substituteModel);
    const decision = listSubstitution(served, substitute);
    if (!(await this.catalogue.isListed(substitution))) await this.catalogue.saveSubstitution(substitution, decision);
    return substitution;
  }

  private async known(field: string, model: string): Promise<DeviceModel> {
    const found = await this.catalogue.find(model);
    if (!found) throw new ModelNotFound(field, model);
    return found;
  }
}
