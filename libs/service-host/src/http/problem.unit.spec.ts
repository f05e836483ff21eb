import { HttpException } from '@nestjs/common';
import { DomainError, errorKinds, InvalidInput } from '@rotables/domain-kernel';
import type { ErrorKind } from '@rotables/domain-kernel';
import { answerOfKind, InvalidFields, problemOf, retryAfterSecondsOf } from './problem.js';

class AnyError extends DomainError {
  readonly code = 'any-error';

  constructor(
    readonly kind: ErrorKind,
    details = {},
  ) {
    super('A sentence.', details);
  }
}

const context = { instance: '/v1/loans', traceId: 'a'.repeat(32) };

describe('problem details', () => {
  it('have one status per kind of error', () => {
    const statuses = errorKinds.map((kind) => [kind, problemOf(new AnyError(kind), context).status]);
    expect(Object.fromEntries(statuses)).toEqual({
      'invalid-input': 400,
      unauthenticated: 401,
      forbidden: 403,
      'not-found': 404,
      conflict: 409,
      refused: 422,
      unavailable: 503,
      'too-many': 429,
      misdirected: 421,
      defect: 500,
    });
    expect(Object.keys(answerOfKind)).toHaveLength(errorKinds.length);
  });

  it('carry code, sentence, place, trace and figures', () => {
    expect(problemOf(new AnyError('refused', { left: 3 }), context)).toEqual({
      type: 'urn:rotables:problem:any-error',
      title: 'A rule of the organisation says no',
      status: 422,
      detail: 'A sentence.',
      code: 'any-error',
      instance: '/v1/loans',
      traceId: 'a'.repeat(32),
      details: { left: 3 },
    });
  });

  it('name the field of invalid input', () => {
    const one = problemOf(new InvalidInput('quantity', -5, 'above 0'), context);
    expect(one.errors).toEqual([{ field: 'quantity', value: '-5', message: 'quantity is -5, but must be above 0.' }]);
    const several = problemOf(
      new InvalidFields([
        { field: 'a', value: '1', message: 'no' },
        { field: 'b', value: '2', message: 'nor this' },
      ]),
      context,
    );
    expect(several).toMatchObject({ code: 'invalid-input', status: 400, detail: 'a is 1: no; b is 2: nor this.' });
    expect(several.errors).toHaveLength(2);
  });

  it('keep what the framework refuses, and hide everything else', () => {
    expect(problemOf(new HttpException('Too large', 413), context)).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
    expect(problemOf(new HttpException('Tea', 418), context)).toMatchObject({ status: 418, code: 'http-418' });
    for (const error of [new Error('secret'), new HttpException('secret', 500), 'secret', undefined]) {
      const problem = problemOf(error, context);
      expect(problem).toMatchObject({ status: 500, code: 'internal-error' });
      expect(JSON.stringify(problem)).not.toContain('secret');
    }
  });

  it('say when to come back only where waiting helps', () => {
    expect(retryAfterSecondsOf(new AnyError('unavailable', { retryAfterSeconds: 2.5 }))).toBe(3);
    expect(retryAfterSecondsOf(new AnyError('unavailable'))).toBe(1);
    expect(retryAfterSecondsOf(new AnyError('conflict', { retryAfterSeconds: 2 }))).toBeUndefined();
    expect(retryAfterSecondsOf(new Error('x'))).toBeUndefined();
  });
});
