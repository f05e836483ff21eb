import { TransientFault, type DeliveredMessage, type MessageReceiver } from '../ports.js';
import { InProcessBus, type RecordToDeliver } from './in-process-bus.js';

function record(topic: string, key = 'A'): RecordToDeliver {
  return { topic, key, headers: {}, value: null };
}

class Recorder implements MessageReceiver {
  readonly received: string[] = [];
  fault: Error | null = null;

  receive(batch: readonly DeliveredMessage[]): Promise<void> {
    if (this.fault !== null) return Promise.reject(this.fault);
    this.received.push(...batch.map(({ topic }) => topic));
    return Promise.resolve();
  }
}

describe('in-process bus', () => {
  const unexpected = (error: unknown): void => {
    throw error;
  };

  it('hands each service the topics that it asked for', async () => {
    const bus = new InProcessBus();
    const [warranty, billing] = [new Recorder(), new Recorder()];
    bus.subscribe('warranty', ['a', 'b'], warranty, unexpected);
    bus.subscribe('billing', ['b'], billing, unexpected);
    await bus.deliver([record('a'), record('b'), record('c')]);
    expect([warranty.received, billing.received]).toEqual([['a', 'b'], ['b']]);
  });

  it('refuses while a service that belongs on it is not there, and while it is away', async () => {
    const bus = new InProcessBus({ subscribers: ['warranty'] });
    await expect(bus.deliver([record('a')])).rejects.toThrow(TransientFault);
    const receiver = new Recorder();
    const leave = bus.subscribe('warranty', ['a'], receiver, unexpected);
    await bus.deliver([record('a')]);
    await leave();
    await expect(bus.deliver([record('a')])).rejects.toThrow('warranty is not on the in-process bus');
    bus.subscribe('warranty', ['a'], receiver, unexpected);
    await bus.deliver([record('a')]);
    expect(receiver.received).toEqual(['a', 'a']);
  });

  it('delivers to the others when one has a fault, and reports the fault', async () => {
    const bus = new InProcessBus();
    const [warranty, billing] = [new Recorder(), new Recorder()];
    bus.subscribe('warranty', ['a'], warranty, unexpected);
    bus.subscribe('billing', ['a'], billing, unexpected);
    warranty.fault = new TransientFault('The database is away.');
    await expect(bus.deliver([record('a')])).rejects.toThrow('The database is away.');
    expect(billing.received).toEqual(['a']);
  });

  it('tells a defective subscriber, and the publisher to try again', async () => {
    const bus = new InProcessBus();
    const defects: unknown[] = [];
    const receiver = new Recorder();
    receiver.fault = new RangeError('a defect');
    bus.subscribe('warranty', ['a'], receiver, (error) => defects.push(error));
    await expect(bus.deliver([record('a')])).rejects.toThrow(TransientFault);
    expect(defects).toEqual([receiver.fault]);
  });

  it('finishes a delivery before a service leaves', async () => {
    const bus = new InProcessBus();
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (finish = resolve));
    const leave = bus.subscribe('warranty', ['a'], { receive: () => begun }, unexpected);
    const delivery = bus.deliver([record('a')]);
    const order: string[] = [];
    const left = leave().then(() => order.push('left'));
    order.push('finished');
    finish();
    await Promise.all([delivery, left]);
    expect(order).toEqual(['finished', 'left']);
  });

  it('refuses a second service of the same name', () => {
    const bus = new InProcessBus();
    bus.subscribe('warranty', ['a'], new Recorder(), unexpected);
    expect(() => bus.subscribe('warranty', ['a'], new Recorder(), unexpected)).toThrow('name of its own');
  });
});
