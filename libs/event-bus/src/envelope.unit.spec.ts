import { decodeEnvelope, encodeEvent, MalformedEnvelope } from './envelope.js';
import type { DeliveredMessage, OutgoingEvent } from './ports.js';

const event: OutgoingEvent = {
  id: '0e5b8a0c-6f0e-4c5f-9b52-0d7c9c1f6a11',
  type: 'spare-pool.spare-unit-loaned.v1',
  source: 'spare-pool',
  topic: 'spare-pool.loan.v1',
  key: 'LN-20130416-0001',
  sequence: 3,
  time: '2013-04-16T02:10:00.000Z',
  city: 'DL',
  actor: 'zhang.wei',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  body: { serial: '备用机-1' },
};

function delivered(overrides: Partial<DeliveredMessage> = {}): DeliveredMessage {
  return { topic: event.topic, partition: 0, offset: '7', ...encodeEvent(event), ...overrides };
}

function withHeader(name: string, value: string | undefined): DeliveredMessage {
  const { headers } = encodeEvent(event);
  const { [name]: _left, ...others } = headers;
  return delivered({ headers: value === undefined ? others : { ...others, [name]: value } });
}

describe('envelope', () => {
  it('comes back as it went out', () => {
    const { body: _body, ...attributes } = event;
    expect(decodeEnvelope(delivered())).toEqual(attributes);
    expect(JSON.parse(encodeEvent(event).value.toString('utf8'))).toEqual(event.body);
  });

  it('leaves out what has no value', () => {
    const { headers } = encodeEvent({ ...event, city: null, traceparent: null });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['ce_city']));
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['traceparent']));
    expect(decodeEnvelope(delivered({ headers }))).toMatchObject({ city: null, traceparent: null });
  });

  it.each(['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'ce_sequence', 'ce_actor'])(
    'names %s when it is missing',
    (name) => {
      expect(() => decodeEnvelope(withHeader(name, undefined))).toThrow(`${name} is missing`);
    },
  );

  it.each([
    ['ce_specversion', '0.3'],
    ['ce_id', '17'],
    ['ce_sequence', '0'],
    ['ce_sequence', '1.5'],
    ['ce_sequence', '-1'],
    ['ce_time', 'yesterday'],
    ['ce_subject', 'another key'],
  ])('refuses %s %s with its name and value', (name, value) => {
    expect(() => decodeEnvelope(withHeader(name, value))).toThrow(new RegExp(`${name} is ${value}`));
  });

  it('lists every problem at once', () => {
    const problem = (): unknown => decodeEnvelope(delivered({ headers: {}, key: null }));
    expect(problem).toThrow(MalformedEnvelope);
    expect(problem).toThrow(/ce_id is missing.*ce_type is missing.*the record has no key/);
  });
});
