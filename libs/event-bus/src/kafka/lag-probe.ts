import type { Admin } from 'kafkajs';
import { connectToKafka, type KafkaConnectionOptions } from './kafka-connection.js';
import { OwnSockets, within } from './own-sockets.js';

/** An answer that takes longer is none; a probe that hangs would hide the consumer that hangs. */
const longestAnswerMilliseconds = 5_000;

/** Asks the brokers how far a group is behind, over connections of its own, independently of the consumer that it watches over. */
export class LagProbe {
  private client: { readonly admin: Promise<Admin>; readonly sockets: OwnSockets } | null = null;

  constructor(
    private readonly connection: KafkaConnectionOptions,
    private readonly groupId: string,
    /** Full names, prefix included. */
    private readonly topics: readonly string[],
  ) {}

  /** Records not yet committed by the group, by `<topic>/<partition>`. Throws when the brokers do not answer. */
  async lagByPartition(): Promise<ReadonlyMap<string, number>> {
    try {
      const answer = await within(longestAnswerMilliseconds, this.ask());
      if (answer !== 'too late') return answer;
    } catch (error) {
      this.giveUpClient();
      throw error;
    }
    this.giveUpClient();
    throw new Error(`The brokers did not tell the lag within ${longestAnswerMilliseconds} ms.`);
  }

  async close(): Promise<void> {
    const { client } = this;
    try {
      if (client !== null) await within(longestAnswerMilliseconds, disconnect(client.admin));
    } catch {
      // The connections are cut in any case.
    }
    this.giveUpClient();
  }

  private async ask(): Promise<ReadonlyMap<string, number>> {
    const admin = await (this.client ??= this.connect()).admin;
    const committed = new Map<string, number>();
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId: this.groupId, topics: [...this.topics] })) {
      for (const { partition, offset } of partitions) committed.set(`${topic}/${partition}`, Number(offset));
    }
    const lags = new Map<string, number>();
    for (const topic of this.topics) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        const name = `${topic}/${partition}`;
        // A group that has committed nothing begins with the oldest record.
        const position = Math.max(Number(low), committed.get(name) ?? -1);
        lags.set(name, Math.max(0, Number(high) - position));
      }
    }
    return lags;
  }

  private connect(): { admin: Promise<Admin>; sockets: OwnSockets } {
    const sockets = new OwnSockets(this.connection.socketFactory);
    const kafka = connectToKafka({ ...this.connection, socketFactory: sockets.create });
    const admin = kafka.admin({ retry: { retries: 2, initialRetryTime: 200, maxRetryTime: 1_000 } });
    return { admin: admin.connect().then(() => admin), sockets };
  }

  private giveUpClient(): void {
    this.client?.sockets.destroy();
    this.client = null;
  }
}

async function disconnect(connecting: Promise<Admin>): Promise<void> {
  await (await connecting).disconnect();
}
