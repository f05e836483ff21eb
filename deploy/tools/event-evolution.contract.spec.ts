import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type, type TSchema } from '@sinclair/typebox';
import { eventContracts } from '@rotables/contracts';
import { breaksOf, type ReleasedEvents } from './event-evolution.js';
import { asReleased, breaksOfReleases, readReleases, release, releasedDirectory } from './released-events.js';

const type = 'spec.part-ordered.v1';
const wordsOf = (...words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));

const fields = {
  number: Type.String({ minLength: 3, maxLength: 40 }),
  city: Type.String({ pattern: '^[A-Z]{2,5}$' }),
  orderedAt: Type.String({ format: 'date-time' }),
  pieces: Type.Integer({ minimum: 1, maximum: 100 }),
  way: wordsOf('road', 'air'),
  grade: Type.Union([wordsOf('A', 'B'), Type.Null()]),
  note: Type.Optional(Type.String()),
  lines: Type.Array(Type.Object({ part: Type.String(), price: Type.Union([Type.Integer(), Type.Null()]) }), {
    minItems: 1,
    maxItems: 50,
  }),
};

function eventWith(
  changed: Record<string, TSchema | null>,
  other: { topic?: string; key?: string } = {},
): ReleasedEvents {
  const all: Readonly<Record<string, TSchema | null>> = { ...fields, ...changed };
  const kept = Object.entries(all).filter((entry): entry is [string, TSchema] => entry[1] !== null);
  const schema = Type.Object(Object.fromEntries(kept));
  const contract = { type, topic: 'spec.order.v1', key: 'number', description: '', schema, example: {}, ...other };
  return asReleased([contract]);
}

const released = eventWith({});
const line = (part: Record<string, TSchema>, limits = { minItems: 1, maxItems: 50 }) =>
  Type.Array(Type.Object({ ...fields.lines.items.properties, ...part }), limits);

describe('what was released is kept', () => {
  it('a release as it is breaks nothing', () => expect(breaksOf('0.1.0', released, eventWith({}))).toEqual([]));

  it.each<[string, ReleasedEvents]>([
    ['a field as optional', eventWith({ colour: Type.Optional(Type.String()) })],
    ['a field of a line as optional', eventWith({ lines: line({ colour: Type.Optional(Type.String()) }) })],
    [
      'words',
      eventWith({ way: wordsOf('road', 'sea', 'air'), grade: Type.Union([wordsOf('A', 'B', 'C'), Type.Null()]) }),
    ],
    ['any word where the list was closed', eventWith({ way: Type.String() })],
    ['room', eventWith({ number: Type.String({ maxLength: 80 }), pieces: Type.Integer({ minimum: 0 }) })],
    ['longer lists', eventWith({ lines: line({}, { minItems: 0, maxItems: 500 }) })],
    ['an event', { ...released, ...asReleased([{ ...(eventContracts.get('rma.case-closed.v1') ?? fail()) }]) }],
    ['another description', eventWith({ city: Type.String({ pattern: '^[A-Z]{2,5}$', description: 'Where.' }) })],
  ])('a later release may add %s', (_what, today) => expect(breaksOf('0.1.0', released, today)).toEqual([]));

  it.each<[string, string, string, ReleasedEvents]>([
    ['an event that is gone', `${type}: is no longer in the contracts`, 'Keep its contract', {}],
    [
      'another topic',
      `${type}: topic was spec.order.v1 and is spec.way.v1`,
      'Restore it',
      eventWith({}, { topic: 'spec.way.v1' }),
    ],
    ['another key', `${type}: key was number and is city`, 'Restore it', eventWith({}, { key: 'city' })],
    ['a field that is gone', `${type} pieces: was removed`, 'Keep it', eventWith({ pieces: null })],
    ['an optional field that is gone', `${type} note: was removed`, 'Keep it', eventWith({ note: null })],
    [
      'a new required field',
      `${type} colour: is new and required`,
      'Make it Type.Optional',
      eventWith({ colour: Type.String() }),
    ],
    [
      'an optional field that became required',
      `${type} note: is required now`,
      'Leave it optional',
      eventWith({ note: Type.String() }),
    ],
    [
      'a required field that became optional',
      `${type} city: is optional now`,
      'Leave it required',
      eventWith({ city: Type.Optional(fields.city) }),
    ],
    [
      'another type',
      `${type} pieces: type was integer and is string`,
      'add another field as Type.Optional',
      eventWith({ pieces: Type.String() }),
    ],
    [
      'a wider type',
      `${type} pieces: type was integer and is number`,
      'add another field',
      eventWith({ pieces: Type.Number() }),
    ],
    [
      'null where there was none',
      `${type} city: null was not allowed and is allowed`,
      'add another field',
      eventWith({ city: Type.Union([fields.city, Type.Null()]) }),
    ],
    [
      'no null any more',
      `${type} grade: null was allowed and is not allowed`,
      'add another field',
      eventWith({ grade: wordsOf('A', 'B') }),
    ],
    [
      'another pattern, be it wider',
      `${type} city: pattern was ^[A-Z]{2,5}$ and is ^[A-Z]{2,8}$`,
      'add another field',
      eventWith({ city: Type.String({ pattern: '^[A-Z]{2,8}$' }) }),
    ],
    [
      'no pattern any more',
      `${type} city: pattern was ^[A-Z]{2,5}$ and is none`,
      'add another field',
      eventWith({ city: Type.String() }),
    ],
    [
      'another format',
      `${type} orderedAt: format was date-time and is date`,
      'add another field',
      eventWith({ orderedAt: Type.String({ format: 'date' }) }),
    ],
    [
      'a higher minLength',
      `${type} number: minLength was 3 and is 4`,
      'Restore it',
      eventWith({ number: Type.String({ minLength: 4, maxLength: 40 }) }),
    ],
    [
      'a lower maxLength',
      `${type} number: maxLength was 40 and is 39`,
      'Restore it',
      eventWith({ number: Type.String({ minLength: 3, maxLength: 39 }) }),
    ],
    [
      'a maxLength where there was none',
      `${type} note: maxLength was none and is 9`,
      'Restore it',
      eventWith({ note: Type.Optional(Type.String({ maxLength: 9 })) }),
    ],
    [
      'a higher minimum',
      `${type} pieces: minimum was 1 and is 2`,
      'Restore it',
      eventWith({ pieces: Type.Integer({ minimum: 2, maximum: 100 }) }),
    ],
    [
      'a lower maximum',
      `${type} pieces: maximum was 100 and is 99`,
      'Restore it',
      eventWith({ pieces: Type.Integer({ minimum: 1, maximum: 99 }) }),
    ],
    [
      'a higher minItems',
      `${type} lines: minItems was 1 and is 2`,
      'Restore it',
      eventWith({ lines: line({}, { minItems: 2, maxItems: 50 }) }),
    ],
    [
      'a lower maxItems',
      `${type} lines: maxItems was 50 and is 49`,
      'Restore it',
      eventWith({ lines: line({}, { minItems: 1, maxItems: 49 }) }),
    ],
    [
      'a word that is gone',
      `${type} way: lost 'air' from its words`,
      'Keep the words',
      eventWith({ way: wordsOf('road', 'sea') }),
    ],
    [
      'a word of a nullable list that is gone',
      `${type} grade: lost 'B'`,
      'Keep the words',
      eventWith({ grade: Type.Union([Type.Literal('A'), Type.Null()]) }),
    ],
    [
      'a list that is closed now',
      `${type} note: took any word and takes only 'yes'`,
      'Leave it open',
      eventWith({ note: Type.Optional(wordsOf('yes')) }),
    ],
    [
      'a field of a line that is gone',
      `${type} lines[].part: was removed`,
      'Keep it',
      eventWith({
        lines: Type.Array(Type.Object({ price: fields.lines.items.properties.price }), { minItems: 1, maxItems: 50 }),
      }),
    ],
    [
      'a new required field of a line',
      `${type} lines[].colour: is new and required`,
      'Make it Type.Optional',
      eventWith({ lines: line({ colour: Type.String() }) }),
    ],
    [
      'another type of a line’s field',
      `${type} lines[].price: null was allowed`,
      'add another field',
      eventWith({ lines: line({ price: Type.Integer() }) }),
    ],
  ])('%s is refused, and the message says the way out', (_what, problem, wayOut, today) => {
    const [message = '', ...others] = breaksOf('0.1.0', released, today);
    expect(others).toEqual([]);
    expect(message).toContain(problem);
    expect(message).toContain('(released with 0.1.0)');
    expect(message).toContain(wayOut);
    expect(message).toContain('make it spec.part-ordered.v2');
  });

  it.each<[string, TSchema]>([
    ['has uniqueItems in its schema', Type.Array(Type.String(), { uniqueItems: true })],
    ['is one of several kinds of value', Type.Union([Type.String(), Type.Integer()])],
  ])('a field that %s cannot be compared, be it new or not, and is refused', (problem, schema) => {
    const today = eventWith({ odd: Type.Optional(schema) });
    expect(() => breaksOf('0.1.0', today, today)).toThrow(`${type} odd ${problem}`);
    expect(() => breaksOfReleases('no/such/directory', today)).toThrow(problem);
  });

  it('today’s events keep every release', () => {
    expect(readReleases(releasedDirectory).length).toBeGreaterThan(0);
    expect(breaksOfReleases(releasedDirectory, asReleased(eventContracts.values()))).toEqual([]);
  });
});

describe('npm run release:contracts', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'rotables-released-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('keeps the events of a version, and never writes what is there', () => {
    const path = release(directory, '0.9.0', released);
    const kept = readFileSync(path, 'utf8');
    expect(readReleases(directory)).toEqual([{ version: '0.9.0', events: released }]);
    const grown = eventWith({ colour: Type.Optional(Type.String()) });
    for (const version of ['0.9.0', '0.8.9', '0.0.10']) {
      expect(() => release(directory, version, grown)).toThrow('The events of 0.9.0 are released');
    }
    expect(readFileSync(path, 'utf8')).toBe(kept);
    release(directory, '0.10.0', grown);
    expect(readReleases(directory).map(({ version }) => version)).toEqual(['0.9.0', '0.10.0']);
  });

  it('releases nothing that breaks a release before, be it the last one or not', () => {
    release(directory, '0.1.0', eventWith({ colour: Type.Optional(Type.String()) }));
    writeFileSync(join(directory, 'README.md'), 'no release');
    expect(() => release(directory, '0.2.0', released)).toThrow(`${type} colour: was removed`);
    release(
      directory,
      '0.2.0',
      eventWith({ colour: Type.Optional(Type.String()), size: Type.Optional(Type.String()) }),
    );
    expect(breaksOfReleases(directory, released)).toEqual([
      expect.stringContaining('colour: was removed, but readers expect it (released with 0.1.0)'),
      expect.stringContaining('size: was removed, but readers expect it (released with 0.2.0)'),
    ]);
  });

  it('takes no version that is none', () => {
    expect(() => release(directory, 'next', released)).toThrow('The version is "next", but must be three numbers');
  });
});

function fail(): never {
  throw new Error('The contracts have lost rma.case-closed.v1.');
}
