/** Sends the messages of one RoundTripJob one by one, receives them again, and prints how many milliseconds each was under way. */
import { setTimeout as delay } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import kafkajs from 'kafkajs';
import type { RoundTripJob } from './latency-figure.js';

const job = JSON.parse(await text(process.stdin)) as RoundTripJob;
const kafka = new kafkajs.Kafka({ brokers: [...job.brokers], clientId: 'bench', logLevel: kafkajs.logLevel.NOTHING });
const producer = kafka.producer({
  idempotent: true,
  maxInFlightRequests: 1,
  allowAutoTopicCreation: false,
  createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
});
const consumer = kafka.consumer({ groupId: `bench-${process.pid}-${Date.now()}`, maxWaitTimeInMs: 500 });
const run = String(Date.now());
const milliseconds: number[] = [];
let partitionsCaughtUp = 0;
await Promise.all([producer.connect(), consumer.connect()]);
await consumer.subscribe({ topics: [job.topic], fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    if (message.headers?.['run']?.toString() !== run) return;
    const sentAt = message.headers['sent-at']?.toString();
    if (sentAt === undefined) partitionsCaughtUp += 1;
    else milliseconds.push(performance.now() - Number(sentAt));
  },
});
// The messages of earlier rounds are read to their end first, which is no part of a message's way.
const admin = kafka.admin();
await admin.connect();
const { topics } = await admin.fetchTopicMetadata({ topics: [job.topic] });
await admin.disconnect();
const ends = (topics[0]?.partitions ?? []).map(({ partitionId }) => ({
  partition: partitionId,
  value: '',
  headers: { run },
}));
await producer.send({ topic: job.topic, acks: -1, messages: ends });
while (partitionsCaughtUp < ends.length) await delay(10);

const total = job.messagesPerSecond * job.seconds;
const began = performance.now();
let sent = 0;
while (sent < total) {
  const due = Math.min(total, Math.ceil(((performance.now() - began) / 1_000) * job.messagesPerSecond));
  if (sent === due) {
    await delay(1);
    continue;
  }
  // What has become due meanwhile goes in one request, as a relay would send it.
  const messages = Array.from({ length: due - sent }, (_, index) => ({
    key: `round-trip-${(sent + index) % 1_000}`,
    value: job.value,
    headers: { run, 'sent-at': String(performance.now()) },
  }));
  sent = due;
  await producer.send({ topic: job.topic, acks: -1, messages });
}
while (milliseconds.length < total) await delay(10);
await Promise.all([producer.disconnect(), consumer.disconnect()]);
process.stdout.write(JSON.stringify({ milliseconds }));
