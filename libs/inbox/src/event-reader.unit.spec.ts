import { Type } from '@sinclair/typebox';
import { defineEvent } from '@rotables/contracts';
import { encodeEvent, type DeliveredMessage, type OutgoingEvent } from '@rotables/event-bus';
import type { JsonObject } from '@rotables/domain-kernel';
import { EventReader } from './event-reader.js';

const noticed = defineEvent({
  type: 'bench.noticed.v2',
  topic: 'bench.notice.v1',
  key: 'thing',
  description: 'A thing was noticed.',
  schema: Type.Object({
    on: Type.String({ format: 'date' }),
    value: Type.Integer(),
    colours: Type.Optional(
      Type.Array(Type.Object({ colour: Type.Literal('red'), of: Type.String({ pattern: '^[a-z]+$' }) })),
    ),
  }),
  example: { on: '2013-04-30', value: 1 },
});
const reader = new EventReader(new Map([[noticed.type, noticed]]));

function delivered(event: Partial<OutgoingEvent> = {}, record: Partial<DeliveredMessage> = {}): DeliveredMessage {
  const whole: OutgoingEvent = {
    id: '0e5b8a0c-6f0e-4c5f-9b52-0d7c9c1f6a11',
    type: noticed.type,
    source: 'bench',
    topic: noticed.topic,
    key: 'A',
    sequence: 1,
    time: '2013-04-16T02:10:00.000Z',
    city: null,
    actor: 'li.na',
    traceparent: null,
    body: noticed.example,
    ...event,
  };
  return { topic: whole.topic, partition: 0, offset: '0', ...encodeEvent(whole), ...record };
}

describe('event reader', () => {
  it('reads what obeys its contract, also with fields that a later release added', () => {
    expect(reader.read(delivered({ body: { ...noticed.example, added: true } }))).toMatchObject({
      kind: 'event',
      body: { value: 1, added: true },
    });
  });

  it.each([
    ['broken-json', delivered({}, { value: Buffer.from('{') }), 'not JSON'],
    ['broken-json', delivered({}, { value: null }), 'no value'],
    ['broken-json', delivered({}, { value: Buffer.from('[1]') }), 'must be an object'],
    ['schema-violation', delivered({ body: { on: '2013-04-31', value: 1 } }), 'body/on must match format "date"'],
    ['schema-violation', delivered({ body: { on: '2013-04-30' } }), "required property 'value'"],
    ['unknown-version', delivered({ type: 'bench.noticed.v3' }), 'only bench.noticed.v2 is known here'],
    ['unknown-type', delivered({ type: 'bench.vanished.v1' }), 'bench.vanished.v1, which is not in the contracts'],
    ['wrong-topic', delivered({ topic: 'bench.other.v1' }), 'travels on bench.notice.v1, but came on bench.other.v1'],
    ['malformed-envelope', delivered({}, { headers: {} }), 'ce_id is missing'],
  ])('calls it %s and says what is wrong', (reason, message, error) => {
    const read = reader.read(message);
    expect(read).toMatchObject({ kind: 'unreadable', reason });
    expect(read).toHaveProperty('error', expect.stringContaining(error));
  });

  it.each([
    ['newer-shape', { colours: [{ colour: 'blue', of: 'hair' }] }],
    ['schema-violation', { colours: [{ colour: 7, of: 'hair' }] }],
    ['schema-violation', { colours: [{ colour: 'blue', of: 'HAIR' }] }],
    ['schema-violation', { colours: [{ colour: 'blue' }] }],
    ['schema-violation', { colours: [{ colour: 'blue', of: 'hair' }], value: 'one' }],
  ])('calls it %s as a later release may have added words and widened limits, and nothing else', (reason, body) => {
    expect(reader.read(delivered({ body: { ...noticed.example, ...body } }))).toMatchObject({
      kind: 'unreadable',
      reason,
    });
  });

  it('needs no word of an event that nobody here takes, but the shape of it', () => {
    const passing = new EventReader(new Map([[noticed.type, noticed]]), () => false);
    const read = (colour: unknown) =>
      passing.read(delivered({ body: { ...noticed.example, colours: [{ colour, of: 'hair' } as JsonObject] } }));
    expect(read('blue').kind).toBe('event');
    expect(read(7)).toMatchObject({ kind: 'unreadable', reason: 'schema-violation' });
  });

  it('makes headers and keys storable that no table would take', () => {
    const zeros = reader.read(delivered({}, { key: 'A\u0000B', headers: { 'x\u0000': 'y\u0000' } }));
    expect(zeros.message).toMatchObject({ key: null, headers: { 'x\uFFFD': 'y\uFFFD' } });
    expect(zeros.kind).toBe('unreadable');
    expect(reader.read(delivered({ key: 'x'.repeat(513) })).message.key).toBeNull();
  });

  it('reads a mended value in the place of the own one', () => {
    const broken = delivered({}, { value: Buffer.from('{') });
    expect(reader.read(broken, Buffer.from('{"on":"2013-04-30","value":2}'))).toMatchObject({
      kind: 'event',
      body: { value: 2 },
    });
  });
});
