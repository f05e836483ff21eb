import { cursorPage, decodeCursor, encodeCursor } from './cursor-page.js';

const page = (rows: readonly number[], limit: number) =>
  cursorPage(
    rows,
    limit,
    (row) => [row, `row ${row}`],
    (row) => row * 10,
  );

describe('cursor pages', () => {
  it('end where the query found no row too many', () => {
    expect(page([1, 2], 2)).toEqual({ items: [10, 20], nextCursor: null });
    expect(page([], 2)).toEqual({ items: [], nextCursor: null });
  });

  it('otherwise give the position of the last item shown', () => {
    const { items, nextCursor } = page([1, 2, 3], 2);
    expect(items).toEqual([10, 20]);
    expect(nextCursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeCursor(nextCursor ?? '', ['number', 'string'])).toEqual([2, 'row 2']);
  });

  it('refuse a cursor that is none, or belongs to another list', () => {
    expect(decodeCursor(undefined, ['string'])).toBeUndefined();
    for (const cursor of ['', 'abc', encodeCursor([1]), encodeCursor(['a', 'b']), encodeCursor([null]), 'e30']) {
      expect(() => decodeCursor(cursor, ['string'])).toThrow(/^cursor is .* must be the nextCursor of an earlier page/);
    }
  });
});
