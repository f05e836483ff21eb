import { DomainError } from '@rotables/domain-kernel';
import { TransientFault } from '@rotables/event-bus';
import { describeError, isTransient } from './transient.js';

class Unavailable extends DomainError {
  readonly code = 'somewhere-unavailable';
  readonly kind = 'unavailable';
}
class Refused extends DomainError {
  readonly code = 'refused-by-rule';
  readonly kind = 'refused';
}

function withCode(code: string): Error {
  return Object.assign(new Error('as the driver throws it'), { code });
}

describe('transient faults', () => {
  it.each([
    '40001',
    '40P01',
    '53300',
    '53100',
    '57P01',
    '57P03',
    '08006',
    '55P03',
    'ECONNREFUSED',
    'ECONNRESET',
    'ETIMEDOUT',
  ])('code %s is transient, also as the cause of another error', (code) => {
    expect(isTransient(withCode(code))).toBe(true);
    expect(isTransient(new Error('wrapped', { cause: withCode(code) }))).toBe(true);
  });

  it.each(['23505', '22P02', '42P01', '25P02', '57014'])('code %s is not', (code) => {
    expect(isTransient(withCode(code))).toBe(false);
  });

  it('takes the word of the domain and of the bus', () => {
    expect(isTransient(new Unavailable('later'))).toBe(true);
    expect(isTransient(new TransientFault('later'))).toBe(true);
    expect(isTransient(new Refused('never'))).toBe(false);
    expect(isTransient(new TypeError('a defect'))).toBe(false);
    expect(isTransient('a string')).toBe(false);
  });

  it('describes an error so that it can be stored', () => {
    expect(describeError(new TypeError('a\u0000b'))).toBe('TypeError: a\uFFFDb');
    expect(describeError(new Error('x'.repeat(10_000)))).toHaveLength(4_000);
    expect(describeError(7)).toBe('number: 7');
  });
});
