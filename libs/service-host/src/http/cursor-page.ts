import { ApiPropertyOptional } from '@nestjs/swagger';
import { InvalidInput } from '@rotables/domain-kernel';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { fitsCursorKind } from './cursor-kinds.js';
import type { CursorKind } from './cursor-kinds.js';

export const defaultPageLimit = 50;
export const largestPageLimit = 200;
const longestCursorCharacters = 1_000;

/** The query of every list; a list with filters extends it. */
export class PageQuery {
  @ApiPropertyOptional({
    description: 'Items per page.',
    minimum: 1,
    maximum: largestPageLimit,
    default: defaultPageLimit,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(largestPageLimit)
  limit: number = defaultPageLimit;

  @ApiPropertyOptional({ description: 'nextCursor of the page before; leave it out for the first page.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestCursorCharacters)
  cursor?: string;
}

/** One page of a list. */
export interface CursorPage<Item> {
  readonly items: readonly Item[];
  /** Pass it as `cursor` for the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** Where a page ended: the values that the list is ordered by, of its last item. */
export type CursorPosition = readonly (string | number | null)[];

/**
 * The page out of `rows`, of which the query has fetched up to `limit` + 1: the row too many tells that there is another page.
 * `positionOf` gives the values that the list is ordered by; they must tell any two rows apart.
 */
export function cursorPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => CursorPosition,
  itemOf: (row: Row) => Item,
): CursorPage<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null;
  return { items: shown.map(itemOf), nextCursor };
}

export function encodeCursor(position: CursorPosition): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/**
 * The position after which the page begins, or undefined for the first page. `kinds` says what each value is compared with.
 * Throws InvalidInput for anything that {@link encodeCursor} has not made for such a list.
 */
export function decodeCursor<const Kinds extends readonly CursorKind[]>(
  cursor: string | undefined,
  kinds: Kinds,
): PositionOfKinds<Kinds> | undefined {
  if (cursor === undefined) return undefined;
  const position = parsedCursor(cursor);
  if (!fitsKinds<Kinds>(position, kinds)) {
    throw new InvalidInput('cursor', cursor, 'the nextCursor of an earlier page of the same list, or left out');
  }
  return position;
}

type PositionOfKinds<Kinds extends readonly CursorKind[]> = {
  [Index in keyof Kinds]: Kinds[Index] extends 'number' ? number : string;
};

function fitsKinds<Kinds extends readonly CursorKind[]>(
  position: unknown,
  kinds: Kinds,
): position is PositionOfKinds<Kinds> {
  return (
    Array.isArray(position) &&
    position.length === kinds.length &&
    kinds.every((kind, index) => fitsCursorKind(position[index], kind))
  );
}

function parsedCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
