import type { Role } from '../api/session';
import { type Row, type Service, textOf } from '../api/http';
import type { TextKey } from '../language/language';

/** One thing that a command asks for. Its label is the word for `name`. */
export interface Field {
  readonly name: string;
  readonly kind:
    | 'text'
    | 'longText'
    | 'number'
    | 'fen'
    | 'choice'
    | 'choices'
    | 'cities'
    | 'yes'
    | 'date'
    | 'lines'
    | 'units'
    | 'serials'
    | 'names'
    | 'json'
    | 'file';
  /** For 'choice' and 'choices'; shown by their words. */
  readonly options?: readonly string[];
  readonly optional?: boolean;
  /** Of a 'choice': nothing stands there until somebody chooses, because the answer moves money, custody or ownership. */
  readonly mustBeChosen?: boolean;
  readonly initial?: (row: Row) => unknown;
}

/** A price of the fee schedule that a command will charge. */
export interface Cost {
  readonly feeCode: 'unit-price' | 'renewal-month' | 'service-fee-month';
  readonly model: string;
  /** Where the price depends on the city's grade. */
  readonly city?: string;
  /** How many times the price; 1 unless said. */
  readonly times?: number;
  /** The account or the customer's name. */
  readonly debtor: string;
}

/** Something that a person of a role may do with one document, or to begin one. */
export interface CommandKind {
  readonly label: TextKey;
  readonly service: Service;
  readonly path: (row: Row) => string;
  readonly roles: readonly Role[];
  /** Whether the state of the document lets it happen; the service decides again. */
  readonly when?: (row: Row) => boolean;
  readonly fields: readonly Field[];
  /** The field in which a late report says when it happened. */
  readonly at?: string;
  /** What goes along without being asked for. */
  readonly given?: (row: Row) => Row;
  readonly danger?: boolean;
  /** What it charges to whom, with what has been typed so far; the dialog says it, and its button too. Null where it charges nothing. */
  readonly cost?: (row: Row, typed: Readonly<Record<string, unknown>>) => Cost | null;
  /** What else it brings about that cannot be seen from its name; stands above the button. */
  readonly consequence?: TextKey;
  /** The register in which some of the fields are called otherwise than elsewhere. */
  readonly place?: string;
  /** What the answer has for another person, who gets it from whoever gave the command; it is shown this once. */
  readonly handsOver?: (answer: Row) => string;
  readonly handsOverHint?: TextKey;
  /** What goes along in the next request, where the service does it in batches; null when the answer was the last. */
  readonly next?: (answer: Row) => Row | null;
  /** What came of it, told with the sums of these counts of its answers. */
  readonly tells?: { readonly key: TextKey; readonly counts: readonly string[] };
}

export const states =
  (...wanted: readonly string[]) =>
  ({ state }: Row): boolean =>
    wanted.includes(textOf(state));
