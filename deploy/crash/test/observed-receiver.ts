import { TransientFault, type DeliveredMessage, type MessageReceiver } from '@rotables/event-bus';
import type { ServiceDatabase } from '@rotables/persistence';
import type { Points } from './points.js';

/** The inbox' receiver with a log of what reaches it, and two places at which the process can be held. */
export class ObservedReceiver implements MessageReceiver {
  private size = 0;
  private handled = 0;

  constructor(
    private readonly inner: MessageReceiver,
    private readonly database: ServiceDatabase,
    private readonly points: Points,
    /** Added to every offset: the bus in the process counts from 0 at each start, as no topic does. */
    private readonly firstOffset: bigint,
  ) {}

  async receive(batch: readonly DeliveredMessage[]): Promise<void> {
    await this.log(batch);
    [this.size, this.handled] = [batch.length, 0];
    await this.inner.receive(batch);
    await this.points.pass('after-effect');
  }

  /** The handler has written one effect of the batch. Batches come one after the other: one partition at a time. */
  async effectWritten(): Promise<void> {
    this.handled += 1;
    if (this.size > 1 && this.handled === Math.ceil(this.size / 2)) await this.points.pass('mid-batch');
  }

  private async log(batch: readonly DeliveredMessage[]): Promise<void> {
    try {
      const connection = await this.database.pool.connect({ patient: true });
      try {
        await connection.query(
          `insert into delivery (process, partition, record_offset, key, sequence)
           select $1, * from unnest($2::integer[], $3::bigint[], $4::text[], $5::bigint[])`,
          [
            process.pid,
            batch.map(({ partition }) => partition),
            batch.map(({ offset }) => String(this.firstOffset + BigInt(offset))),
            batch.map(({ key }) => key),
            batch.map(({ headers }) => headers['ce_sequence']),
          ],
        );
      } finally {
        connection.release();
      }
    } catch (error) {
      throw new TransientFault('The delivery could not be logged.', error);
    }
  }
}
