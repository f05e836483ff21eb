import type { Serial, SerialMap } from '@rotables/domain-kernel';
import { placeText } from '../spare-unit/place.js';
import type { SpareUnit } from '../spare-unit/spare-unit.js';
import { SerialCannotBeShipped } from './shipment.errors.js';

/**
 * The units behind the serials, each fit to be shipped: on the shelf of the sending site, the company's, whole, and of the model ordered or
 * one that may stand in for it (S3, S6, R8). Throws SerialCannotBeShipped with every problem.
 */
export function pick(
  serials: readonly Serial[],
  known: SerialMap<SpareUnit>,
  fromSite: string,
  models: readonly string[] | null,
): readonly SpareUnit[] {
  const problems = serials.flatMap((serial) => {
    const problem = problemOf(known.get(serial), fromSite, models);
    return problem === null ? [] : [{ serial, problem }];
  });
  if (problems.length > 0) throw new SerialCannotBeShipped(problems);
  return serials.flatMap((serial) => known.get(serial) ?? []);
}

function problemOf(unit: SpareUnit | undefined, fromSite: string, models: readonly string[] | null): string | null {
  if (!unit) return 'is not in the ledger';
  if (unit.condition === 'defective' || unit.condition === 'scrapped') return `is ${unit.condition} (R8)`;
  if (unit.owner !== 'company') return "is the customer's";
  if (unit.place.kind !== 'site' || unit.place.id !== fromSite)
    return `is at ${placeText(unit.place)}, not at site:${fromSite}`;
  if (models !== null && !models.includes(unit.model))
    return `is a ${unit.model}, and ${models.join(' or ')} was ordered`;
  return null;
}
