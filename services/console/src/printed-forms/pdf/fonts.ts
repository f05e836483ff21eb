import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { trueTypeOf } from './woff.js';

/**
 * Noto Sans SC as `@fontsource` ships it: one file with the characters of everyday Chinese, and a hundred slices with all others. Text is
 * set in the first; what it lacks, such as a rare character in a name, comes from the slice that has it.
 */
const family = '@fontsource/noto-sans-sc';
const weights = { normal: 400, bold: 500 } as const;

export const mainFont = 'chinese-simplified';

const resolve = createRequire(import.meta.url).resolve;

interface Slice {
  readonly font: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

const slices: readonly Slice[] = Object.entries(
  JSON.parse(readFileSync(resolve(`${family}/unicode.json`), 'utf8')) as Readonly<Record<string, string>>,
).map(([name, ranges]) => ({ font: name.replace(/^\[(\d+)\]$/, '$1'), ranges: ranges.split(',').map(rangeOf) }));

function rangeOf(text: string): readonly [number, number] {
  const [from = '', to = from] = text.replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

export interface FontFiles {
  readonly normal: string;
  readonly bold: string;
}

/** The names under which a font's files are known to pdfmake. */
export const fonts: Readonly<Record<string, FontFiles>> = Object.fromEntries(
  [mainFont, ...slices.map(({ font }) => font)].map((font) => [
    font,
    { normal: `${font}-${weights.normal}`, bold: `${font}-${weights.bold}` },
  ]),
);

/** A file of {@link fonts}, as TrueType. */
export function readFont(file: string): Buffer {
  return trueTypeOf(readFileSync(resolve(`${family}/files/noto-sans-sc-${file}-normal.woff`)));
}

let characters: ReadonlySet<number> | undefined;

function isEveryday(codePoint: number): boolean {
  characters ??= new Set((create(readFont(fonts[mainFont]?.normal ?? '')) as Font).characterSet);
  return characters.has(codePoint);
}

export interface Run {
  readonly text: string;
  readonly font: string;
}

/** The text in runs of one font each; a character that no font has becomes a visible sign, not a blank. */
export function runsOf(text: string): readonly Run[] {
  const runs: { text: string; font: string }[] = [];
  for (const character of text) {
    const { font, shown } = fontOf(character);
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs;
}

function fontOf(character: string): { readonly font: string; readonly shown: string } {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x20 || isEveryday(codePoint)) return { font: mainFont, shown: character };
  const slice = slices.find(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to));
  return slice === undefined ? { font: mainFont, shown: '？' } : { font: slice.font, shown: character };
}
