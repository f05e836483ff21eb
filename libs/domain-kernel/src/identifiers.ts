import type { Brand } from './brand.js';
import { InvalidInput } from './domain-error.js';

/** The serial number that a unit carries, as scanned; letter case is kept, because makers use both. */
export type Serial = Brand<string, 'Serial'>;
/** The code of a city of the organisation (O1), for example `DL`. */
export type CityCode = Brand<string, 'CityCode'>;
/** The person, or the part of the system, that acts. */
export type ActorId = Brand<string, 'ActorId'>;
/** A number of pieces asked for or moved: a whole number from 1 to {@link largestQuantity}. */
export type Quantity = Brand<number, 'Quantity'>;

export const largestQuantity = 1_000_000;

const serialPattern = /^[A-Za-z0-9][A-Za-z0-9 ._:/+#-]{0,63}$/;
const cityCodePattern = /^[A-Z]{2,5}$/;
const actorIdPattern = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}$/;

/** Spaces and line ends around the serial are dropped, and full-width letters are plain ones: scanners and keyboards add them. Throws {@link InvalidInput}. */
export function parseSerial(value: unknown, field = 'serial'): Serial {
  const trimmed = typeof value === 'string' ? value.normalize('NFKC').trim() : value;
  if (typeof trimmed === 'string' && serialPattern.test(trimmed)) return trimmed as Serial;
  throw new InvalidInput(
    field,
    value,
    '1 to 64 letters, digits, spaces or . _ : / + # -, beginning with a letter or digit',
  );
}

/** Throws {@link InvalidInput}. */
export function parseCityCode(value: unknown, field = 'city'): CityCode {
  if (typeof value === 'string' && cityCodePattern.test(value)) return value as CityCode;
  throw new InvalidInput(field, value, 'a city code of 2 to 5 capital letters, for example "DL"');
}

/** Throws {@link InvalidInput}. */
export function parseActorId(value: unknown, field = 'actor'): ActorId {
  if (typeof value === 'string' && actorIdPattern.test(value)) return value as ActorId;
  throw new InvalidInput(field, value, '1 to 100 letters, digits or . _ : @ -, beginning with a letter or digit');
}

/** Nothing, minus five and a half are not quantities. Throws {@link InvalidInput}. */
export function parseQuantity(value: unknown, field = 'quantity'): Quantity {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largestQuantity) {
    return value as Quantity;
  }
  throw new InvalidInput(field, value, `a whole number from 1 to ${largestQuantity}`);
}
