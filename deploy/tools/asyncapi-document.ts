import { eventContracts, partitionsPerTopic, topics, type EventContract } from '@rotables/contracts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The AsyncAPI 3.0.0 document of the whole backbone: a channel for each topic, a message for each event. */
export function asyncApiDocument(version: string): JsonObject {
  const contracts = [...eventContracts.values()].sort((left, right) => left.type.localeCompare(right.type, 'en'));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Rotables events',
      version,
      description:
        'Services speak to each other through these events only. Delivery is at least once; the order of one key is the ' +
        'order of ce_sequence, which counts 1, 2, 3… without gaps. Schemas evolve by optional fields, words of closed lists and wider ' +
        'limits: readers pass over fields that they do not know and let the rest wait; any other change is a new version.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map((topic) => [topic, channel(topic, contracts)])),
    operations: Object.fromEntries(topics.map((topic) => [`publish-${topic}`, publication(topic)])),
    components: {
      messages: Object.fromEntries(contracts.map((contract) => [contract.type, message(contract)])),
      messageTraits: { cloudEvent: { headers: envelope } },
    },
  };
}

function channel(topic: string, contracts: readonly EventContract[]): JsonObject {
  const types = contracts.filter((contract) => contract.topic === topic).map((contract) => contract.type);
  return {
    address: topic,
    messages: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: { kafka: { partitions: partitionsPerTopic, bindingVersion: '0.5.0' } },
  };
}

/** The service whose name the topic begins with is the only one that publishes there. */
function publication(topic: string): JsonObject {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${topic}` },
    summary: `Published by ${topic.split('.')[0] ?? topic}.`,
  };
}

function message(contract: EventContract): JsonObject {
  return {
    name: contract.type,
    summary: contract.description,
    contentType: 'application/json',
    traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
    payload: contract.schema,
    bindings: {
      kafka: { key: { type: 'string', description: `The aggregate: ${contract.key}.` }, bindingVersion: '0.5.0' },
    },
    examples: [{ name: 'example', payload: contract.example }],
  };
}

/** The CloudEvents attributes, as Kafka record headers (binary content mode), with the trace beside them. */
const envelope: JsonObject = {
  type: 'object',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_type',
    'ce_source',
    'ce_subject',
    'ce_time',
    'ce_sequence',
    'ce_actor',
    'content-type',
  ],
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', format: 'uuid', description: 'The event, the same in every delivery of it.' },
    ce_type: { type: 'string', description: 'Name and version of the event.' },
    ce_source: { type: 'string', description: 'The service that published it.' },
    ce_subject: { type: 'string', description: "The aggregate's id; equal to the record's key." },
    ce_time: {
      type: 'string',
      format: 'date-time',
      description: 'When it was recorded; when it happened is in the body.',
    },
    ce_sequence: { type: 'string', pattern: '^[1-9][0-9]*$', description: 'Position among the events of this key.' },
    ce_city: { type: 'string', description: 'City code; absent where the event belongs to no city.' },
    ce_actor: { type: 'string', description: 'Who did it.' },
    'content-type': { type: 'string', const: 'application/json' },
    traceparent: { type: 'string', description: 'W3C trace context; absent outside of a trace.' },
  },
};
