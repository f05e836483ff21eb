import { DomainError } from '@rotables/domain-kernel';
import { placeText } from '../spare-unit/place.js';
import { UnitNotAvailable } from '../spare-unit/spare-unit.errors.js';
import { isLendable } from '../spare-unit/spare-unit.js';
import type { SpareUnit } from '../spare-unit/spare-unit.js';

/** The unit chosen is of another model than may be lent (W12). */
export class ModelDoesNotServe extends DomainError {
  readonly code = 'model-does-not-serve';
  readonly kind = 'refused';

  constructor(serial: string, model: string, serving: readonly string[]) {
    super(
      `Unit ${serial} is a ${model}, but only ${serving.join(', ')} may be lent here (W12); choose another unit, or list the substitute.`,
      {
        serial,
        model,
        serving,
      },
    );
  }
}

/** The unit is looked at again under its lock: what another has taken meanwhile is said to be where it is now. */
export function ensureLendable(unit: SpareUnit, site: string, models: readonly string[]): void {
  const { serial, place, condition, owner, model } = unit;
  if (!isLendable(unit) || place.id !== site) {
    throw new UnitNotAvailable(
      serial,
      `${condition}, the ${owner}'s, at ${placeText(place)}`,
      `the company's, whole and at site:${site}`,
    );
  }
  if (!models.includes(model)) throw new ModelDoesNotServe(serial, model, models);
}
