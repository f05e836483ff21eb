import { Kafka, logLevel } from 'kafkajs';
import { describeWithKafka } from './describe-with-kafka.js';
import { freshTopicPrefix, requireKafkaBrokers } from './test-platform.js';

describeWithKafka('the Kafka of the test run', () => {
  it('creates topics under a prefix of one test alone', async () => {
    const admin = new Kafka({ brokers: requireKafkaBrokers(), logLevel: logLevel.NOTHING }).admin();
    const topic = `${freshTopicPrefix()}unit.v1`;
    await admin.connect();
    try {
      await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: true });
      expect(await admin.listTopics()).toContain(topic);
      await admin.deleteTopics({ topics: [topic] });
    } finally {
      await admin.disconnect();
    }
  });
});
