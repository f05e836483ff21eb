import {
  asksForRetry,
  DatabaseBusy,
  IdempotencyKeyReused,
  isConnectionFault,
  isLockTimeout,
  sqlStateOf,
} from './errors.js';

const withCode = (code: unknown, cause?: unknown) => Object.assign(new Error('no', { cause }), { code });

describe('what an error of the database means', () => {
  it('is told by its SQLSTATE, however deep it is wrapped', () => {
    expect(sqlStateOf(withCode('40P01'))).toBe('40P01');
    expect(sqlStateOf(new Error('outer', { cause: withCode(undefined, withCode('23505')) }))).toBe('23505');
    expect(sqlStateOf(withCode('ECONNREFUSED'))).toBeUndefined();
    expect(sqlStateOf('40P01')).toBeUndefined();
  });

  it('never by its text', () => {
    expect(asksForRetry(new Error('deadlock detected'))).toBe(false);
  });

  it.each(['40P01', '40001'])('%s asks for another attempt', (code) => {
    expect(asksForRetry(withCode(code))).toBe(true);
  });

  it.each(['08006', '57P01', '57P03', '53300', '25P03', 'ECONNREFUSED', 'ECONNRESET'])(
    '%s is a fault of the connection',
    (code) => {
      expect(isConnectionFault(new Error('outer', { cause: withCode(code) }))).toBe(true);
    },
  );

  it.each(['23505', '42501', '40001', 'ENOENT'])('%s is none', (code) => {
    expect(isConnectionFault(withCode(code))).toBe(false);
  });

  it('55P03 is a lock that was held for too long', () => {
    expect(isLockTimeout(withCode('55P03'))).toBe(true);
    expect(isLockTimeout(withCode('57014'))).toBe(false);
  });
});

describe('errors of this library', () => {
  it('say when to come back, and keep what caused them', () => {
    const cause = new Error('full');
    expect(new DatabaseBusy('Busy; try again.', 2, { cause })).toMatchObject({
      code: 'database-busy',
      kind: 'unavailable',
      details: { retryAfterSeconds: 2 },
      cause,
    });
  });

  it('name the key, the first request and the way out', () => {
    expect(new IdempotencyKeyReused('k1', 'POST /a', 'POST /b').message).toBe(
      'Idempotency-Key is "k1", but that key already belongs to another request (POST /a); send a new key with a new request, or the same body with the same key.',
    );
  });
});
