import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import { KnownModels, modelKey } from '../known-models.js';

interface ModelRow {
  readonly model_key: string;
  readonly model: string;
}

/** Models are the same for every city, so no row-level security. */
@Injectable()
export class SqlKnownModels extends KnownModels {
  async find(models: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await UnitOfWork.preparedQuery<ModelRow>(
      'known-model-find',
      'select model_key, model from known_model where model_key = any ($1::text[])',
      [[...new Set(models.map(modelKey))]],
    );
    return new Map(rows.map(({ model_key: key, model }) => [key, model]));
  }

  async claim(models: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const first = [...new Map([...models].reverse().map((model) => [modelKey(model), model])).entries()];
    first.sort(([one], [other]) => (one < other ? -1 : 1));
    await UnitOfWork.preparedQuery(
      'known-model-claim',
      `insert into known_model (model_key, model) select model_key, model
       from unnest($1::text[], $2::text[]) as claimed (model_key, model) on conflict do nothing`,
      [first.map(([key]) => key), first.map(([, model]) => model)],
    );
    return this.find(models);
  }
}
