import type { Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { DeviceModel, Substitution } from './model-catalogue.js';

export abstract class ModelCatalogue {
  /** Locks the model, also while nobody has entered it. */
  abstract find(model: string): Promise<DeviceModel | null>;
  abstract substitutesOf(model: string): Promise<readonly DeviceModel[]>;
  /** The models that `model` stands in for. */
  abstract modelsServedBy(model: string): Promise<readonly DeviceModel[]>;
  abstract isListed(substitution: Substitution): Promise<boolean>;
  /** Enters the model, or changes its grade and end. */
  abstract saveModel(decision: Decision<DeviceModel, PoolEvent>): Promise<DeviceModel>;
  abstract saveSubstitution(substitution: Substitution, decision: Decision<DeviceModel, PoolEvent>): Promise<void>;
}
