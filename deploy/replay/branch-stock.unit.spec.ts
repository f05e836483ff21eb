import { sharePool } from './branch-stock.js';

const pool = (counts: Readonly<Record<string, number>>): { serial: string; model: string }[] =>
  Object.entries(counts).flatMap(([model, count]) =>
    Array.from({ length: count }, (_, index) => ({ serial: `${model}-${index}`, model })),
  );

describe('what the branches ask for', () => {
  it('is their allocation, in the proportions of what is installed', () => {
    const installed = new Map([
      [
        'DL',
        new Map([
          ['A', 75],
          ['B', 25],
        ]),
      ],
    ]);
    const wishes = sharePool(new Map([['DL', 4]]), installed, pool({ A: 10, B: 10 }));
    expect(wishes.map(({ model, serials }) => [model, serials.length])).toEqual([
      ['A', 3],
      ['B', 1],
    ]);
  });

  it('is never more of a model than the pool has; others take its place', () => {
    const installed = new Map([
      [
        'DL',
        new Map([
          ['A', 90],
          ['B', 10],
        ]),
      ],
    ]);
    const wishes = sharePool(new Map([['DL', 10]]), installed, pool({ A: 2, B: 20 }));
    expect(wishes.map(({ model, serials }) => [model, serials.length])).toEqual([
      ['A', 2],
      ['B', 8],
    ]);
  });

  it('gives no unit to two cities', () => {
    const models = new Map([['A', 50]]);
    const wishes = sharePool(
      new Map([
        ['DL', 3],
        ['AS', 3],
      ]),
      new Map([
        ['DL', models],
        ['AS', models],
      ]),
      pool({ A: 5 }),
    );
    const serials = wishes.flatMap((wish) => wish.serials);
    expect(new Set(serials).size).toBe(serials.length);
    expect(wishes.map(({ city, serials: sent }) => [city, sent.length])).toEqual([
      ['DL', 3],
      ['AS', 2],
    ]);
  });

  it('is nothing where nothing is installed', () => {
    expect(sharePool(new Map([['DL', 3]]), new Map(), pool({ A: 5 }))).toEqual([]);
  });
});
