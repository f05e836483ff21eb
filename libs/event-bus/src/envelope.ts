import type { DeliveredMessage, OutgoingEvent } from './ports.js';

/** The CloudEvents attributes of one delivered event, as handlers and the inbox see them. */
export interface EventEnvelope {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly topic: string;
  readonly key: string;
  readonly sequence: number;
  readonly time: string;
  readonly city: string | null;
  readonly actor: string;
  readonly traceparent: string | null;
}

/** The headers of a record do not make an event; `problems` says which and why. */
export class MalformedEnvelope extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The record's headers do not make an event: ${problems.join('; ')}.`);
    this.name = 'MalformedEnvelope';
  }
}

/** The CloudEvents version that is written and accepted. */
const specificationVersion = '1.0';
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const sequencePattern = /^[1-9]\d{0,15}$/;

/** CloudEvents attributes in Kafka's binary mode, as headers of a record. Attributes without a value are left out. */
export function envelopeHeaders(event: Omit<OutgoingEvent, 'body'>): Record<string, string> {
  return {
    ce_specversion: specificationVersion,
    ce_id: event.id,
    ce_type: event.type,
    ce_source: event.source,
    ce_subject: event.key,
    ce_time: event.time,
    ce_sequence: String(event.sequence),
    ...(event.city === null ? {} : { ce_city: event.city }),
    ce_actor: event.actor,
    'content-type': 'application/json',
    ...(event.traceparent === null ? {} : { traceparent: event.traceparent }),
  };
}

/** The record of an event, the same bytes on every bus. */
export function encodeEvent(event: OutgoingEvent): { key: string; headers: Record<string, string>; value: Buffer } {
  return { key: event.key, headers: envelopeHeaders(event), value: Buffer.from(JSON.stringify(event.body), 'utf8') };
}

/** Reads the envelope and believes nothing in it. Throws {@link MalformedEnvelope} with every problem listed. */
export function decodeEnvelope(message: DeliveredMessage): EventEnvelope {
  const { headers, key, topic } = message;
  const problems = [...headerProblems(headers), ...keyProblems(message)];
  if (problems.length > 0) throw new MalformedEnvelope(problems);
  const text = (name: string): string => headers[name] ?? '';
  return {
    id: text('ce_id').toLowerCase(),
    type: text('ce_type'),
    source: text('ce_source'),
    topic,
    key: key ?? '',
    sequence: Number(text('ce_sequence')),
    time: text('ce_time'),
    city: headers['ce_city'] ?? null,
    actor: text('ce_actor'),
    traceparent: headers['traceparent'] ?? null,
  };
}

/** What each header must be; the expectation completes the sentence "… but must be …". */
const requiredHeaders: readonly { name: string; expectation: string; holds: (value: string) => boolean }[] = [
  { name: 'ce_specversion', expectation: specificationVersion, holds: (value) => value === specificationVersion },
  { name: 'ce_id', expectation: 'a UUID', holds: (value) => uuidPattern.test(value) },
  { name: 'ce_type', expectation: 'an event type', holds: isNotEmpty },
  { name: 'ce_source', expectation: 'a service', holds: isNotEmpty },
  { name: 'ce_sequence', expectation: 'a whole number from 1', holds: (value) => sequencePattern.test(value) },
  { name: 'ce_time', expectation: 'an ISO instant', holds: (value) => !Number.isNaN(Date.parse(value)) },
  { name: 'ce_actor', expectation: 'who did it', holds: isNotEmpty },
];

function isNotEmpty(value: string): boolean {
  return value !== '';
}

function headerProblems(headers: DeliveredMessage['headers']): string[] {
  const problems: string[] = [];
  for (const { name, expectation, holds } of requiredHeaders) {
    const value = headers[name] ?? '';
    if (value === '') problems.push(`${name} is missing`);
    else if (!holds(value)) problems.push(`${name} is ${value}, but must be ${expectation}`);
  }
  return problems;
}

function keyProblems({ key, headers }: DeliveredMessage): string[] {
  if (key === null || key === '') return ['the record has no key'];
  const subject = headers['ce_subject'];
  return subject === undefined || subject === key
    ? []
    : [`ce_subject is ${subject}, but must equal the record's key ${key}`];
}
