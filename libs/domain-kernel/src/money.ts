import type { Brand } from './brand.js';
import { InvalidInput, printable } from './domain-error.js';

/** An amount of money in whole fen (1 yuan = 100 fen); negative for what is owed the other way. */
export type Fen = Brand<number, 'Fen'>;

/** A share or factor as two whole numbers, so that no fraction is lost before the named rounding. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/** The largest amount that one field may state: a thousand million yuan. Sums may be larger. */
export const largestFen = 100_000_000_000;

export const noFen = 0 as Fen;

/** Throws {@link InvalidInput} unless `value` is a whole number of fen within ±{@link largestFen}. */
export function parseFen(value: unknown, field = 'amount'): Fen {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= largestFen) return asFen(value);
  throw new InvalidInput(field, value, `a whole number of fen from -${largestFen} to ${largestFen}`);
}

const yuanPattern = /^-?\d{1,9}(\.\d{1,2})?$/;

/** Reads an amount that people wrote in yuan, such as `1280` or `-0.5`. Throws {@link InvalidInput}. */
export function parseYuan(value: unknown, field = 'amount'): Fen {
  const text = typeof value === 'string' ? value.trim() : value;
  if (typeof text !== 'string' || !yuanPattern.test(text)) {
    throw new InvalidInput(field, value, 'yuan as digits with at most two decimals, for example "1280.50"');
  }
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const amount = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return asFen(text.startsWith('-') ? -amount : amount);
}

export function addFen(left: Fen, right: Fen): Fen {
  return asFen(left + right);
}

export function subtractFen(left: Fen, right: Fen): Fen {
  return asFen(left - right);
}

export function negateFen(amount: Fen): Fen {
  return asFen(-amount);
}

export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return asFen(sum);
}

/** The price of `pieces` (a whole number) at `price` each; exact. */
export function timesFen(price: Fen, pieces: number): Fen {
  return multiplyRoundingDown(price, { numerator: pieces, denominator: 1 });
}

/** Commercial rounding (四舍五入): half a fen goes away from zero, so a reversal is the exact opposite of its posting. */
export function multiplyRoundingHalfUp(amount: Fen, ratio: Ratio): Fen {
  return multiply(amount, ratio, (remainder, denominator) => remainder * 2n >= denominator);
}

/** Any part of a fen counts as a whole one, away from zero. */
export function multiplyRoundingUp(amount: Fen, ratio: Ratio): Fen {
  return multiply(amount, ratio, (remainder) => remainder > 0n);
}

/** Any part of a fen is dropped, towards zero. */
export function multiplyRoundingDown(amount: Fen, ratio: Ratio): Fen {
  return multiply(amount, ratio, () => false);
}

/** `¥1,234.50`, `-¥0.05`. */
export function formatYuan(amount: Fen): string {
  const magnitude = Math.abs(amount);
  const yuan = Math.trunc(magnitude / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  const fen = (magnitude % 100).toString().padStart(2, '0');
  return `${amount < 0 ? '-' : ''}¥${yuan}.${fen}`;
}

type RoundsAway = (remainder: bigint, denominator: bigint) => boolean;

function multiply(amount: Fen, { numerator, denominator }: Ratio, roundsAway: RoundsAway): Fen {
  if (!Number.isSafeInteger(numerator)) throw new InvalidInput('numerator', numerator, 'a whole number');
  if (!Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new InvalidInput('denominator', denominator, 'a whole number above 0');
  }
  // The product of two safe integers may not be one, so the arithmetic is done in bigint and narrowed at the end.
  const product = BigInt(amount) * BigInt(numerator);
  const magnitude = product < 0n ? -product : product;
  const divisor = BigInt(denominator);
  const rounded = magnitude / divisor + (roundsAway(magnitude % divisor, divisor) ? 1n : 0n);
  return asFen(Number(product < 0n ? -rounded : rounded));
}

/** Every amount leaves this file through here, so that no sum ever silently loses fen beyond 2^53. */
function asFen(value: number): Fen {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${printable(value)} fen is not a whole amount that can be kept exactly.`);
  }
  // Minus zero equals zero but prints and hashes differently.
  return (value === 0 ? 0 : value) as Fen;
}
