/** Sends the messages of one ProduceJob, read from its standard input, and prints how many a second were acknowledged. */
import { text } from 'node:stream/consumers';
import kafkajs from 'kafkajs';
import type { ProduceJob } from './produce.js';

const job = JSON.parse(await text(process.stdin)) as ProduceJob;
const kafka = new kafkajs.Kafka({ brokers: [...job.brokers], clientId: 'bench', logLevel: kafkajs.logLevel.ERROR });
const producer = kafka.producer({
  idempotent: true,
  maxInFlightRequests: 1,
  allowAutoTopicCreation: false,
  createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
});
await producer.connect();
const messages = job.messages.map(({ key, headers, value }) => ({
  key,
  headers: { ...headers },
  value: Buffer.from(value),
}));
const started = performance.now();
for (let from = 0; from < messages.length; from += job.batch) {
  const batch = messages.slice(from, from + job.batch);
  await producer.sendBatch({ acks: -1, topicMessages: [{ topic: job.topic, messages: batch }] });
}
const seconds = (performance.now() - started) / 1_000;
await producer.disconnect();
process.stdout.write(JSON.stringify({ rate: messages.length / seconds }));
