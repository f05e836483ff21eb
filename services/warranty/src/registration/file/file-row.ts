/** One row of the file, its cells as text. */
export interface FileRow {
  /** As a person counts: the heading is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Why the row as a whole cannot be used. */
  readonly problem: string | undefined;
}

/** A line as it was read, before its heading is known. */
export interface FileLine {
  readonly line: number;
  readonly cells: readonly string[];
  /** Why the cells could not be read. */
  readonly problem?: string;
}

export const fileFormats = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const largestFileBytes = 32 * 1024 * 1024;
export const mostRows = 200_000;

/** No column takes more; the rest of a longer cell is left out, so that nobody's memory or log is filled with it. */
const longestCell = 1_000;

/** Why a file cannot be read from some line on. Without any import, so that the reading thread starts at once. */
export class UnreadableFile extends Error {
  constructor(
    what: string,
    readonly line: number,
  ) {
    super(what);
  }
}

/** The beginning of a text, not cut within a character. */
export function shortened(text: string, longest = longestCell): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
