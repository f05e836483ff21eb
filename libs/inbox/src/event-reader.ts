import type { EventContract } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';
import {
  ContractCheck,
  decodeEnvelope,
  MalformedEnvelope,
  type DeliveredMessage,
  type EventEnvelope,
} from '@rotables/event-bus';

/** Nothing that a later release may say either: somebody has to decide what becomes of the event. */
export type PoisonReason = 'handler-failed' | 'broken-json' | 'malformed-envelope' | 'schema-violation' | 'wrong-topic';

/** What a later release may say, and this one does not know: the event waits until its service is upgraded. */
export type NewerReason = 'unknown-type' | 'unknown-version' | 'newer-shape';

const newerReasons: Readonly<Record<NewerReason, true>> = {
  'unknown-type': true,
  'unknown-version': true,
  'newer-shape': true,
};

/** Whether an event was set aside for nothing but being newer than this service. */
export function isNewer(reason: string): reason is NewerReason {
  return reason in newerReasons;
}

/** A message that obeys its contract. */
export interface ReadEvent {
  readonly kind: 'event';
  readonly message: DeliveredMessage;
  readonly envelope: EventEnvelope;
  readonly body: JsonObject;
}

/** A message that no handler may see. */
export interface UnreadableMessage {
  readonly kind: 'unreadable';
  /** With a key and headers that can be stored, whatever arrived. */
  readonly message: DeliveredMessage;
  /** Null when the headers do not make an event. */
  readonly envelope: EventEnvelope | null;
  readonly reason: PoisonReason | NewerReason;
  readonly error: string;
}

/** Longer keys do not fit an index; no aggregate's id comes near. */
const longestKey = 512;
const zeroByte = '\u0000';

/** Reads messages by their contracts. */
export class EventReader {
  private readonly check: ContractCheck;
  private readonly families = new Map<string, string[]>();

  /** `isTaken` says whether a type has a handler here; of any other nothing in its body is needed. */
  constructor(
    contracts: ReadonlyMap<string, EventContract>,
    private readonly isTaken: (type: string) => boolean = () => true,
  ) {
    this.check = ContractCheck.of(contracts).prepare();
    for (const type of contracts.keys()) {
      const family = withoutVersion(type);
      this.families.set(family, [...(this.families.get(family) ?? []), type]);
    }
  }

  /** Never throws: whatever is wrong with the message becomes a reason. `value` overrides the message's own bytes. */
  read(delivered: DeliveredMessage, value: Buffer | null = delivered.value): ReadEvent | UnreadableMessage {
    const message = storable(delivered);
    let envelope: EventEnvelope;
    try {
      envelope = decodeEnvelope(message);
    } catch (error) {
      if (!(error instanceof MalformedEnvelope)) throw error;
      return { kind: 'unreadable', message, envelope: null, reason: 'malformed-envelope', error: error.message };
    }
    const unreadable = (reason: UnreadableMessage['reason'], error: string): UnreadableMessage => ({
      kind: 'unreadable',
      message,
      envelope,
      reason,
      error,
    });
    const known = this.check.contract(envelope.type);
    if (known === undefined) return unreadable(...this.unknown(envelope.type));
    if (known.topic !== envelope.topic) {
      return unreadable('wrong-topic', `${envelope.type} travels on ${known.topic}, but came on ${envelope.topic}.`);
    }
    const parsed = parseObject(value);
    if ('error' in parsed) return unreadable('broken-json', parsed.error);
    const { body } = parsed;
    const violation = this.check.violation(envelope.type, body);
    if (violation === null) return { kind: 'event', message, envelope, body };
    if (!this.check.mayBeNewer(envelope.type, body)) return unreadable('schema-violation', violation);
    // Nobody here reads a word of it: it only keeps its place in the order.
    if (!this.isTaken(envelope.type)) return { kind: 'event', message, envelope, body };
    return unreadable('newer-shape', `${violation} A later release may say so. ${wayOut}`);
  }

  /** What is wrong with a body by the contract of `type`; null when nothing is. The type must be known. */
  violation(type: string, body: unknown): string | null {
    return this.check.contract(type) === undefined ? this.unknown(type)[1] : this.check.violation(type, body);
  }

  private unknown(type: string): [NewerReason, string] {
    const relatives = this.families.get(withoutVersion(type)) ?? [];
    return relatives.length > 0
      ? ['unknown-version', `ce_type is ${type}, but only ${relatives.sort().join(', ')} is known here. ${wayOut}`]
      : ['unknown-type', `ce_type is ${type}, which is not in the contracts known here. ${wayOut}`];
  }
}

const wayOut = 'Deploy the release that knows it; the event is taken up by itself then.';

function withoutVersion(type: string): string {
  return type.replace(/\.v\d+$/, '');
}

function parseObject(value: Buffer | null): { body: JsonObject } | { error: string } {
  if (value === null) return { error: 'The record has no value, but must have a JSON object.' };
  try {
    const body: unknown = JSON.parse(value.toString('utf8'));
    if (isObject(body)) return { body };
    return { error: `The record's value is JSON, but must be an object, not ${body === null ? 'null' : typeof body}.` };
  } catch (error) {
    return { error: `The record's value is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** PostgreSQL takes no zero bytes in text, and no key beyond what an index holds: such a key parks nothing. */
function storable(message: DeliveredMessage): DeliveredMessage {
  const { key } = message;
  const usableKey = key !== null && key !== '' && key.length <= longestKey && !key.includes(zeroByte) ? key : null;
  const entries = Object.entries(message.headers);
  const clean = entries.every(([name, text]) => !name.includes(zeroByte) && !text.includes(zeroByte));
  if (usableKey === key && clean) return message;
  const replaced: Record<string, string> = {};
  for (const [name, text] of entries) replaced[withoutZeroBytes(name)] = withoutZeroBytes(text);
  return { ...message, key: usableKey, headers: replaced };
}

function withoutZeroBytes(text: string): string {
  return text.replaceAll(zeroByte, '\uFFFD');
}
