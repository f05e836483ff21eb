import { DomainError, InvalidInput, printable } from './domain-error.js';

class AllocationExceeded extends DomainError {
  readonly code = 'allocation-exceeded';
  readonly kind = 'refused';
}

describe('domain errors', () => {
  it('carry a code, a kind, a sentence and the figures behind it', () => {
    const error = new AllocationExceeded('quantity is 5, but only 3 of 100 are left; ask for 3 or fewer.', { left: 3 });
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({
      name: 'AllocationExceeded',
      code: 'allocation-exceeded',
      kind: 'refused',
      details: { left: 3 },
    });
  });

  it('name field, value and way out for invalid input', () => {
    const error = new InvalidInput('quantity', -5, 'a whole number from 1 to 100');
    expect(error.message).toBe('quantity is -5, but must be a whole number from 1 to 100.');
    expect(error.details).toEqual({ field: 'quantity', value: '-5' });
  });

  it('print any value on one short line', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(printable(undefined)).toBe('missing');
    expect(printable(null)).toBe('null');
    expect(printable('a\nb')).toBe('"a\\nb"');
    expect(printable(cycle)).toBe('[object Object]');
    expect(printable({ amount: 1n })).toBe('[object Object]');
    expect(printable(Symbol('s'))).toBe('Symbol(s)');
    expect(printable('x'.repeat(500)).length).toBeLessThanOrEqual(121);
  });
});
