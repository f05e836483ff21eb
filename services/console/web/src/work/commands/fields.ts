import { type Row, textOf } from '../../api/http';
import type { Field } from '../command';

export const text = (name: string): Field => ({ name, kind: 'text' });
export const longText = (name: string): Field => ({ name, kind: 'longText' });
export const choice = (name: string, ...options: readonly string[]): Field => ({ name, kind: 'choice', options });
/** A choice with nothing chosen at first: its answer moves money, custody or ownership. */
export const decision = (name: string, ...options: readonly string[]): Field => ({
  ...choice(name, ...options),
  mustBeChosen: true,
});
export const yes = (name: string): Field => ({ name, kind: 'yes' });
export const fen = (name: string): Field => ({ name, kind: 'fen' });
export const starting = (field: Field, initial: (row: Row) => unknown): Field => ({ ...field, initial });
export const optional = (field: Field): Field => ({ ...field, optional: true });

export const branch = ['branch-clerk', 'branch-head'] as const;
export const one = (list: string, id: string, verb: string) => (row: Row) =>
  `${list}/${encodeURIComponent(textOf(row[id]))}/${verb}`;
export const date = (name: string): Field => ({ name, kind: 'date' });
export const number = (name: string): Field => ({ name, kind: 'number' });
