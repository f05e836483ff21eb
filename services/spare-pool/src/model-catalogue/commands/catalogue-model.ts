import { Injectable } from '@nestjs/common';
import { ensureSubstituteIsAsGood } from '../model-catalogue.js';
import type { DeviceModel } from '../model-catalogue.js';
import { ModelCatalogue } from '../model-catalogue.repository.js';

/** Enters a model, or changes its grade as far as the substitutions that are listed allow (W12). */
@Injectable()
export class CatalogueModel {
  constructor(private readonly catalogue: ModelCatalogue) {}

  async execute(model: DeviceModel): Promise<DeviceModel> {
    await this.catalogue.find(model.model);
    for (const substitute of await this.catalogue.substitutesOf(model.model))
      ensureSubstituteIsAsGood(model, substitute);
    for (const served of await this.catalogue.modelsServedBy(model.model)) ensureSubstituteIsAsGood(served, model);
    await this.catalogue.saveModel(model);
    return model;
  }
}
