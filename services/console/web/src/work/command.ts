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
    | 'yes'
    | 'date'
    | 'lines'
    | 'units'
    | 'serials'
    | 'names'
    | 'json'
    | 'file';
  /** For 'choice'; shown by their words. */
  readonly options?: readonly string[];
  readonly optional?: boolean;
  readonly initial?: (row: Row) => unknown;
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
}

export const states =
  (...wanted: readonly string[]) =>
  ({ state }: Row): boolean =>
    wanted.includes(textOf(state));
