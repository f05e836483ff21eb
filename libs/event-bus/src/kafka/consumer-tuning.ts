/** The figures of a consumer. The defaults suit services on a local network. */
export interface ConsumerTuning {
  /** Messages handed to the receiver, and committed, at once. */
  readonly largestBatch: number;
  /** Partitions worked on at the same time; each may hold a database connection. */
  readonly concurrentPartitions: number;
  /** After so long without a heartbeat the group gives the partitions to others; brokers take 6 s at least. */
  readonly sessionTimeoutMilliseconds: number;
  readonly heartbeatMilliseconds: number;
  /** How long the group waits for a member to come back to it; a batch of the receiver should not take longer. */
  readonly rebalanceTimeoutMilliseconds: number;
  /** How long what has been worked off may wait for the commit of its offset; a process that is killed gets that much again. */
  readonly offsetCommitMilliseconds: number;
  /** How long a fetch waits for records; also how late a paused partition may be resumed. */
  readonly fetchWaitMilliseconds: number;
  /** Pause after the first transient fault; doubled at each further one, up to the longest. */
  readonly firstBackOffMilliseconds: number;
  readonly longestBackOffMilliseconds: number;
  /** How often lag and progress are compared while there is something to do, or no answer. */
  readonly progressCheckMilliseconds: number;
  /** The same while the consumer is in its group and nothing waits: so late the lag is known to have grown. */
  readonly quietCheckMilliseconds: number;
  /** Lag without progress for so long means that the consumer is broken, and it is built anew; one that joins the group may take a rebalance longer. */
  readonly stalledAfterMilliseconds: number;
}

export const defaultConsumerTuning: ConsumerTuning = {
  largestBatch: 500,
  concurrentPartitions: 2,
  sessionTimeoutMilliseconds: 10_000,
  heartbeatMilliseconds: 2_000,
  rebalanceTimeoutMilliseconds: 20_000,
  offsetCommitMilliseconds: 250,
  // Most requests of an idle system are fetches that find nothing; a fetch is answered at once when there is something.
  fetchWaitMilliseconds: 2_000,
  firstBackOffMilliseconds: 200,
  longestBackOffMilliseconds: 10_000,
  progressCheckMilliseconds: 5_000,
  quietCheckMilliseconds: 15_000,
  stalledAfterMilliseconds: 15_000,
};
