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

/**
 * A sentence that a service has written, with the amounts and codes in it as people say them: `18000 fen` → `¥180.00`,
 * `to-warehouse` → `to the warehouse`. What the sentence was made of is in `values`.
 */
export function inWords(
  sentence: string,
  values: Readonly<Record<string, unknown>>,
  { word }: Pick<Texts, 'word'>,
  nameOf: Namer,
): string {
  return Object.entries(values).reduce((told, [field, value]) => {
    if (field.endsWith('Fen') && typeof value === 'number') return replaced(told, `${value} fen`, fenText(value));
    if (typeof value !== 'string') return told;
    return replaced(told, value, nameOf(field, value) ?? (value.includes('-') ? word(value) : value));
  }, sentence);
}

/** Not inside of a number or a serial that has it as a part. */
function replaced(sentence: string, part: string, by: string): string {
  if (part === by) return sentence;
  const literally = part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return sentence.replaceAll(new RegExp(String.raw`(?<![\w-])${literally}(?![\w-])`, 'g'), () => by);
}
