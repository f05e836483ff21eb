import kafkajs from 'kafkajs';

/** The address of the broker that coordinates the group: the leader of the partition that keeps its offsets. */
export async function leaderOfOffsets(brokers: readonly string[], groupId: string): Promise<string> {
  const admin = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: ['__consumer_offsets'] });
    const partitions = topics[0]?.partitions ?? [];
    const place = (javaHash(groupId) & 0x7fffffff) % partitions.length;
    const leader = partitions.find(({ partitionId }) => partitionId === place)?.leader;
    const cluster = await admin.describeCluster();
    const broker = cluster.brokers.find(({ nodeId }) => nodeId === leader);
    if (broker === undefined) throw new Error(`Nobody leads partition ${place} of __consumer_offsets.`);
    return `${broker.host}:${broker.port}`;
  } finally {
    await admin.disconnect();
  }
}

/** Kafka puts a group where Java's hash of its name says. */
function javaHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
