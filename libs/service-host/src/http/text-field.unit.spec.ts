import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { SentText } from './text-field.js';

class Sent {
  @SentText({ maxLength: 5 }, { example: 'abc' })
  line: unknown = 'abc';

  @SentText({ maxLength: 5 }, { example: 'a\nb', hasLines: true, isOptional: true })
  lines: unknown;

  @SentText({ pattern: '^[A-Z]{2,5}$' }, { example: 'DL', expectation: 'a city code', isOptional: true })
  city: unknown;
}

const refused = (values: Partial<Sent>): readonly string[] =>
  validateSync(Object.assign(new Sent(), values)).map(({ property }) => property);

describe('a text of a request', () => {
  it('has the limits of its shape, and is one line unless told otherwise', () => {
    expect(refused({ line: '大连', lines: 'a\tb\nc', city: 'DL' })).toEqual([]);
    for (const line of ['', 'abcdef', 'a\nb', 'a\tb', 'a\u2028b', 3, null, undefined, ['a']]) {
      expect({ line, refused: refused({ line }) }).toEqual({ line, refused: ['line'] });
    }
    expect(refused({ lines: 'abcdef' })).toEqual(['lines']);
    expect(refused({ city: 'DALIAN' })).toEqual(['city']);
  });
});
