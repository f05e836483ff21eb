import { modelCataloguedV1, substitutionListedV1 } from '@rotables/contracts';
import { DomainError } from '@rotables/domain-kernel';
import type { BusinessDate, Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';

/** A model of device, with how good it is: a substitute's grade is never lower (W12). */
export interface DeviceModel {
  readonly model: string;
  /** Higher is better. */
  readonly specificationGrade: number;
  readonly discontinuedOn: BusinessDate | null;
  readonly version: number;
}

/** `substituteModel` may be lent where `model` was asked for (W12). */
export interface Substitution {
  readonly model: string;
  readonly substituteModel: string;
}

export class ModelNotFound extends DomainError {
  readonly code = 'model-not-found';
  readonly kind = 'not-found';

  constructor(field: string, model: string) {
    super(
      `${field} is "${model}", which is not in the catalogue; enter the model with its specification grade first.`,
      { field, model },
    );
  }
}

export class SubstituteOfLowerGrade extends DomainError {
  readonly code = 'substitute-of-lower-grade';
  readonly kind = 'refused';

  constructor(model: DeviceModel, substitute: DeviceModel) {
    super(
      `${substitute.model} has specification grade ${substitute.specificationGrade}, lower than the ${model.specificationGrade} of ` +
        `${model.model}; a substitute must have at least the same (W12): name another model.`,
      {
        model: model.model,
        grade: model.specificationGrade,
        substitute: substitute.model,
        substituteGrade: substitute.specificationGrade,
      },
    );
  }
}

export class SubstituteOfItself extends DomainError {
  readonly code = 'substitute-of-itself';
  readonly kind = 'refused';

  constructor(model: string) {
    super(`substituteModel is ${model}, the model itself; name another model.`, { model });
  }
}

/** A listing or a change of grade would leave a substitute below the model that it stands in for. */
export function ensureSubstituteIsAsGood(model: DeviceModel, substitute: DeviceModel): void {
  if (model.model === substitute.model) throw new SubstituteOfItself(model.model);
  if (substitute.specificationGrade < model.specificationGrade) throw new SubstituteOfLowerGrade(model, substitute);
}

/** What a model is said to be; what is known of it already is told to nobody again. */
export type ModelFacts = Omit<DeviceModel, 'version'>;

export function catalogueModel(before: DeviceModel | null, facts: ModelFacts): Decision<DeviceModel, PoolEvent> {
  const { model, specificationGrade, discontinuedOn } = facts;
  const isNews = before?.specificationGrade !== specificationGrade || before.discontinuedOn !== discontinuedOn;
  return {
    state: { model, specificationGrade, discontinuedOn, version: before?.version ?? 0 },
    events: isNews ? [poolEvent(modelCataloguedV1, { model, specificationGrade, discontinuedOn })] : [],
  };
}

/** Throws SubstituteOfItself, SubstituteOfLowerGrade. */
export function listSubstitution(model: DeviceModel, substitute: DeviceModel): Decision<DeviceModel, PoolEvent> {
  ensureSubstituteIsAsGood(model, substitute);
  const listed = { model: model.model, substituteModel: substitute.model };
  return { state: model, events: [poolEvent(substitutionListedV1, listed)] };
}
