import type { JsonValue } from './json.js';

/**
 * What sort of answer an error is. `refused`: the input is well formed and a business rule says no; `conflict`: the
 * state of the thing, or another command, stands in the way; `unavailable`: the same command may succeed a little later;
 * `too-many`: the same caller has asked too often and is told for how long to wait; `misdirected`: it is asked of somebody else;
 * `defect`: the program contradicts itself, nothing was changed, and somebody has to mend it.
 */
export const errorKinds = [
  'invalid-input',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'refused',
  'unavailable',
  'too-many',
  'misdirected',
  'defect',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

/**
 * An answer of the domain that is not a success. One class per reason: `code` is its stable kebab-case name for programs,
 * the message is a sentence for people that names the field, the value and the way out, `details` are the figures behind it.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;
  readonly details: Readonly<Record<string, JsonValue>>;

  constructor(message: string, details: Readonly<Record<string, JsonValue>> = {}) {
    super(message);
    this.name = new.target.name;
    this.details = details;
  }
}

/**
 * A value that is not what its field asks for.
 * `expectation` completes the sentence "<field> must be …" and is thereby the way out.
 */
export class InvalidInput extends DomainError {
  readonly code: string = 'invalid-input';
  readonly kind = 'invalid-input';

  /** The value as it was given, shortened and on one line. */
  readonly value: string;

  constructor(
    readonly field: string,
    value: unknown,
    expectation: string,
  ) {
    super(`${field} is ${printable(value)}, but must be ${expectation}.`, { field, value: printable(value) });
    this.value = printable(value);
  }
}

const longestPrintedValue = 120;

/** A short, one-line rendering of any value for an error message; never throws. */
export function printable(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = typeof value === 'string' ? JSON.stringify(cutText(value, longestPrintedValue)) : renderedOther(value);
  return cutText(text, longestPrintedValue);
}

/** The beginning of the text and an ellipsis where it is longer, never cut inside a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  const isFirstHalf = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, isFirstHalf ? most - 1 : most)}…`;
}

function renderedOther(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    // A cycle or a bigint inside cannot be written as JSON; the kind of value is still worth naming.
    return Object.prototype.toString.call(value);
  }
}
