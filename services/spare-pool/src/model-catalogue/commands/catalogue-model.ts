import { Injectable } from '@nestjs/common';
import { catalogueModel, ensureSubstituteIsAsGood } from '../model-catalogue.js';
import type { ModelFacts } from '../model-catalogue.js';
import { ModelCatalogue } from '../model-catalogue.repository.js';

/** Enters a model, or changes its grade as far as the substitutions that are listed allow (W12). */
@Injectable()
export class CatalogueModel {
  constructor(private readonly catalogue: ModelCatalogue) {}

  async execute(facts: ModelFacts): Promise<ModelFacts> {
    const decision = catalogueModel(await this.catalogue.find(facts.model), facts);
    const { state: model } = decision;
    for (const substitute of await this.catalogue.substitutesOf(model.model))
      ensureSubstituteIsAsGood(model, substitute);
    for (const served of await this.catalogue.modelsServedBy(model.model)) ensureSubstituteIsAsGood(served, model);
    await this.catalogue.saveModel(decision);
    return facts;
  }
}
