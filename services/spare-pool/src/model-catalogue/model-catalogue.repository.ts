import type { DeviceModel, Substitution } from './model-catalogue.js';

export abstract class ModelCatalogue {
  /** Locks the model's row. */
  abstract find(model: string): Promise<DeviceModel | null>;
  abstract substitutesOf(model: string): Promise<readonly DeviceModel[]>;
  /** The models that `model` stands in for. */
  abstract modelsServedBy(model: string): Promise<readonly DeviceModel[]>;
  /** Enters the model, or changes its grade and end. */
  abstract saveModel(model: DeviceModel): Promise<void>;
  /** Listing twice is listing once. */
  abstract saveSubstitution(substitution: Substitution): Promise<void>;
}
