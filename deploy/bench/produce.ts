import { inOwnProcess } from './machine.js';

export interface ProduceJob {
  readonly brokers: readonly string[];
  /** With its prefix. */
  readonly topic: string;
  readonly messages: readonly ProducedMessage[];
  /** Messages in one request. */
  readonly batch: number;
}

export interface ProducedMessage {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/** kafkajs alone, in a process of its own, with the settings of the product: idempotent, acks all, one request in flight. Messages a second. */
export async function produce(job: ProduceJob): Promise<number> {
  return (await inOwnProcess<{ rate: number }>('produce', job)).rate;
}
