import { createRequire } from 'node:module';
import { eventContracts } from '@rotables/contracts';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { asyncApiDocument } from './asyncapi-document.js';
import { describeDifference } from './generated-file.js';

const require = createRequire(import.meta.url);
const specification = require('@asyncapi/specs/schemas/3.0.0-without-$id.json') as object;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const isAsyncApi = ajv.compile(specification);

/** The document as a reader of the file sees it. */
function documentOnDisk(): Record<string, unknown> {
  return JSON.parse(JSON.stringify(asyncApiDocument('0.1.0'))) as Record<string, unknown>;
}

describe('the AsyncAPI document', () => {
  it('obeys the AsyncAPI 3.0.0 specification', () => {
    isAsyncApi(documentOnDisk());
    expect(isAsyncApi.errors ?? []).toEqual([]);
  });

  it('is not accepted when a channel is malformed', () => {
    expect(isAsyncApi({ ...documentOnDisk(), channels: { broken: { address: 7 } } })).toBe(false);
  });

  it('has every event, once, under the channel of its topic', () => {
    const channels = documentOnDisk()['channels'] as Record<string, { messages: Record<string, unknown> }>;
    const found = Object.entries(channels).flatMap(([topic, { messages }]) =>
      Object.keys(messages).map((type) => `${topic} ${type}`),
    );
    const expected = [...eventContracts.values()].map(({ topic, type }) => `${topic} ${type}`);
    expect(found.sort()).toEqual(expected.sort());
  });
});

describe('a generated file', () => {
  const file = { path: 'a.json', content: 'one\ntwo\nthree', command: 'npm run a' };

  it('is reported when it is missing', () => expect(describeDifference(file, undefined)).toBe('a.json is missing.'));

  it('is reported with the first line that differs', () =>
    expect(describeDifference(file, 'one\n2\nthree')).toBe(
      "a.json is stale from line 2 on: it has '2', should have 'two'.",
    ));
});
