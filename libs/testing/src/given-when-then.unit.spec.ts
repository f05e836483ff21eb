import { DomainError } from '@rotables/domain-kernel';
import { given } from './given-when-then.js';

class TooMany extends DomainError {
  readonly code = 'too-many';
  readonly kind = 'refused';
}

interface Shelf {
  readonly units: number;
}

function take(shelf: Shelf, units: number) {
  if (units > shelf.units) {
    throw new TooMany('units is more than the shelf holds.', { units });
  }
  return { state: { units: shelf.units - units }, events: [{ type: 'taken', units }] };
}

describe('given, when, then', () => {
  it('compares events and state of a decision that was taken', () => {
    given({ units: 3 })
      .when(take, 2)
      .then([{ type: 'taken', units: 2 }])
      .thenState({ units: 1 });
  });

  it('compares the reason of a refusal, and its fields', () =>
    given({ units: 3 })
      .when(take, 4)
      .thenRefused(TooMany, { details: { units: 4 } }));

  it('fails on other events, too few and too many', () => {
    expect(() =>
      given({ units: 3 })
        .when(take, 2)
        .then([{ type: 'taken', units: 1 }]),
    ).toThrow();
    expect(() => given({ units: 3 }).when(take, 2).then([])).toThrow();
  });

  it('fails on another state', () => {
    expect(() => given({ units: 3 }).when(take, 2).thenState({ units: 2 })).toThrow();
  });

  it('fails when a refusal was expected and the decision taken, or refused for another reason', () => {
    expect(() => given({ units: 3 }).when(take, 2).thenRefused(TooMany)).toThrow(/but the decision was taken/);
    expect(() => given({ units: 3 }).when(take, 4).thenRefused(TypeError)).toThrow();
    expect(() =>
      given({ units: 3 })
        .when(take, 4)
        .thenRefused(TooMany, { details: { units: 5 } }),
    ).toThrow();
  });

  it('lets the refusal itself through when the decision was expected to be taken', () => {
    expect(() => given({ units: 3 }).when(take, 4).then([])).toThrow(TooMany);
  });

  it('fails when a chain without an ending is awaited', async () => {
    const returned = new Promise((resolve) => resolve(given({ units: 3 }).when(take, 2)));
    await expect(returned).rejects.toThrow(/Was the outcome awaited/);
  });
});
