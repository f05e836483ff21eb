import type { Admin } from 'kafkajs';
import { untilLed } from './create-topics.js';

type Metadata = Awaited<ReturnType<Admin['fetchTopicMetadata']>>;

/** As kafkajs throws what a broker answers. */
const unknown = Object.assign(new Error('This server does not host this topic-partition'), {
  name: 'KafkaJSProtocolError',
  type: 'UNKNOWN_TOPIC_OR_PARTITION',
});

function metadataWith(leader: number): Metadata {
  const partition = { partitionErrorCode: 0, partitionId: 0, leader, replicas: [1], isr: [1] };
  return { topics: [{ name: 'one', partitions: [partition] }] };
}

/** Brokers that answer one after the other what is given, the last for ever. */
function answering(...answers: readonly (Metadata | Error)[]) {
  let asked = 0;
  return {
    times: (): number => asked,
    fetchTopicMetadata: async (): Promise<Metadata> => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (answer instanceof Error || answer === undefined) throw answer ?? unknown;
      return answer;
    },
  };
}

describe('topics that were just created', () => {
  it('are waited for while the broker does not know them, and while a partition has no leader', async () => {
    const brokers = answering(unknown, metadataWith(-1), metadataWith(1));
    await untilLed(brokers, ['one'], 10_000);
    expect(brokers.times()).toBe(3);
  });

  it('are told what is wrong with them when the time is up, and at once when it will not pass', async () => {
    await expect(untilLed(answering(unknown), ['one'], 0)).rejects.toThrow('does not host this topic');
    await expect(untilLed(answering(metadataWith(-1)), ['one'], 0)).rejects.toThrow(
      'Not every partition of one has a leader.',
    );
    await expect(untilLed(answering(new Error('refused')), ['one'], 10_000)).rejects.toThrow('refused');
  });
});
