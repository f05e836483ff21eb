import { describeWithKafka, requireKafkaBrokers, TcpProxy } from '@rotables/testing';
import { until, type Acknowledged } from './test/depot.js';
import { Installation, report, shelves } from './test/installation.js';
import type { Safeguard } from './test/shelf.js';

type Fault = 'cut' | 'stalled' | 'answers lost';

const commands = 24;

describeWithKafka('a depot whose connections to PostgreSQL fail in the middle of commands', () => {
  let installation: Installation;
  let proxy: TcpProxy;
  const cleanUps: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    installation = await Installation.create({ brokers: requireKafkaBrokers() });
    cleanUps.push(() => installation.close());
    const { hostname, port } = new URL(installation.database.url);
    proxy = await TcpProxy.start({ host: hostname, port: Number(port) });
    cleanUps.push(() => proxy.close());
  }, 60_000);
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  }, 60_000);

  const inject: Record<Fault, () => void> = {
    cut: () => proxy.cut({ refuse: true }),
    stalled: () => proxy.stall(),
    'answers lost': () => proxy.loseAnswers(),
  };

  /**
   * One command is held before its commit while others are under way; then the fault sets in, and stays until a client has missed its answer (where
   * answers are lost: until the commit is there all the same). Every client sends its command again under the same key.
   */
  async function suffer(fault: Fault, without: readonly Safeguard[] = []): Promise<readonly Acknowledged[]> {
    const depot = await installation.start({ databaseUrl: proxy.redirect(installation.database.url), without });
    await installation.putAll(shelves.length, () => depot);
    await depot.arm('before-commit', 3);
    let sentAgain = 0;
    const load = installation.putAll(commands, (_command, attempt) => {
      if (attempt > 1) sentAgain += 1;
      return depot;
    });
    load.catch(() => undefined);
    await depot.child.reaches('before-commit');
    const held = await depot.heldCommand();
    const isCommitted = async (): Promise<boolean> =>
      (await installation.rows('select from put where command = $1', [held])).length > 0;
    const began = performance.now();
    inject[fault]();
    depot.child.goOn();
    await until('a commit without an answer, or a client that asks again', () =>
      fault === 'answers lost' ? isCommitted() : sentAgain > 0,
    );
    const unheard = (await installation.count('put')) - installation.acknowledged.length;
    proxy.heal();
    const faultMilliseconds = performance.now() - began;
    const acknowledged = await load;
    await installation.settle(depot);
    const seen = await installation.audit();
    report(`PostgreSQL ${fault}`, {
      ...seen,
      'committed unheard at the end of the fault': unheard,
      'sent again': acknowledged.filter(({ attempts }) => attempts > 1).length,
      'answered from the key': acknowledged.filter(({ replayed }) => replayed).length,
      'fault in s': faultMilliseconds / 1_000,
    });
    return acknowledged;
  }

  it.each<Fault>(['cut', 'stalled', 'answers lost'])(
    'X7 %s: sent again under the same key, every command has one effect',
    async (fault) => {
      const acknowledged = await suffer(fault);
      expect(acknowledged).toHaveLength(commands);
      expect(acknowledged.some(({ attempts }) => attempts > 1)).toBe(true);
      if (fault === 'answers lost') expect(acknowledged.some(({ replayed }) => replayed)).toBe(true);
    },
    180_000,
  );

  it('X7 negative control: without the idempotency key a command whose answer was lost takes effect twice', async () => {
    await expect(suffer('answers lost', ['idempotency-key'])).rejects.toThrow(/took effect 2 times/);
  }, 180_000);
});
