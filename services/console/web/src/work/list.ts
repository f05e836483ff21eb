import type { Query, Service } from '../api/http';
import type { Role } from '../api/session';
import type { TextKey } from '../language/language';

export interface Column {
  readonly field: string;
  /** 'text' where it is left out. */
  readonly kind?:
    | 'text'
    | 'instant'
    | 'date'
    /** Of an end that is told as the day after it. */
    | 'last-day'
    | 'fen'
    | 'value'
    | 'number'
    | 'yes'
    | 'place'
    | 'city'
    | 'site'
    | 'serial'
    | 'case'
    | 'postings'
    | 'values'
    | 'cities'
    | 'own';
  readonly isSortable?: boolean;
}

export interface Filter {
  readonly field: string;
  readonly kind: 'text' | 'choice' | 'date' | 'city' | 'month';
  readonly options?: readonly string[];
  /** What holds before anything is chosen. */
  readonly initial?: string;
}

/** One register: where it is read, what is shown, what it is filtered and sorted by. */
export interface ListKind {
  readonly name: string;
  readonly title: TextKey;
  readonly group: 'service' | 'stock' | 'money' | 'organisation';
  readonly service: Service;
  readonly path: string;
  readonly id: string;
  /** What else tells a row from others where `id` alone does not. */
  readonly alsoBy?: readonly string[];
  readonly columns: readonly Column[];
  readonly filters: readonly Filter[];
  /** What the filters ask of the service on that day, where that is something else than what they are called. */
  readonly query?: (filters: Query, today: string) => Query;
  readonly roles?: readonly Role[];
  /** Says how to begin where there is nothing. */
  readonly empty: TextKey;
  /** Whether one can be read by its number; where not, commands stand in the row. */
  readonly hasDocument: boolean;
}
