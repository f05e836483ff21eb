import { fenText, instantText } from '../parts/format';
import type { Texts } from './language';

type Namer = (field: string, value: string) => string | undefined;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/**
 * A sentence with the values for its `{fields}`, in words; null where a value is missing, so that another sentence has to be told.
 * `nameOf` knows better names for some fields than the values themselves.
 */
export function fillIn(
  sentence: string,
  values: Readonly<Record<string, unknown>>,
  { t, wordIn }: Pick<Texts, 't' | 'wordIn'>,
  nameOf: Namer = () => undefined,
): string | null {
  const inWords = (field: string): string => {
    const value = values[field];
    if (value === null) return t('none');
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (field.endsWith('Fen') && typeof value === 'number') return fenText(value);
    if (Array.isArray(value)) return value.join('、');
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return nameOf(field, text) ?? (instant.test(text) ? instantText(text) : wordIn(field, text));
  };
  const fields = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, field = '']) => field);
  if (fields.some((field) => !isTellable(values[field]))) return null;
  return sentence.replaceAll(/\{(\w+)\}/g, (_match, field: string) => inWords(field));
}

function isTellable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((part) => typeof part === 'string');
  return value !== undefined && (value === null || typeof value !== 'object');
}
