import { requireKafkaBrokers } from '@rotables/testing';
import { Kafka, logLevel } from 'kafkajs';

/** Removes the topics of one test, so that a broker which outlives the run does not keep them. */
export async function deleteTopicsOf(prefix: string): Promise<void> {
  const admin = new Kafka({ brokers: requireKafkaBrokers(), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
