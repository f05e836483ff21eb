import type { TString } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { parseActorId, parseBusinessDate, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import fc from 'fast-check';
import { cityField, dateField, personField, serialField } from './fields.js';

/** Texts that are nearly right, and any others. */
const like = (pattern: RegExp): fc.Arbitrary<string> =>
  fc.oneof(fc.stringMatching(pattern), fc.string({ unit: 'grapheme', maxLength: 120 }), fc.string({ maxLength: 12 }));

const fields: readonly (readonly [string, (value: string) => string, TString, fc.Arbitrary<string>])[] = [
  ['a serial', parseSerial, serialField, like(/^ ?[A-Za-z0-9][A-Za-z0-9 ._:/+#-]{0,70}$/)],
  ['a city', parseCityCode, cityField, like(/^[A-Z]{1,9}$/)],
  ['a person', parseActorId, personField, like(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,110}$/)],
  ['a day', parseBusinessDate, dateField, like(/^(18|19|20|22)\d{2}-[01]\d-[0-3]\d$/)],
];

describe('what a service accepts', () => {
  it.each(fields)('as %s can be told in an event', (_what, parse, schema, texts) => {
    let accepted = 0;
    fc.assert(
      fc.property(texts, (text) => {
        let value: string;
        try {
          value = parse(text);
        } catch {
          return true;
        }
        accepted += 1;
        return Value.Check(schema, value);
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(10);
  });
});
