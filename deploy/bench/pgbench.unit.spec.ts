import { didNothing, transactionsPerSecond } from './pgbench.js';

describe("pgbench's report", () => {
  it('gives the transactions a second', () => {
    const report =
      'latency average = 6.9 ms\ninitial connection time = 4.1 ms\ntps = 2311.904 (without initial connection time)\n';
    expect(transactionsPerSecond(report, '')).toBe(2311.904);
  });

  it('counts for nothing when a client gave up on the way', () => {
    const complaint = 'pgbench: error: client 3 script 0 aborted in command 7 query 0: ERROR:  duplicate key';
    expect(() => transactionsPerSecond('tps = 10.0 (…)', complaint)).toThrow('duplicate key');
  });

  it('tells a round that was too short from one that failed', () => {
    const nothing = 'number of transactions actually processed: 0\n';
    expect(didNothing(nothing, '')).toBe(true);
    expect(didNothing(nothing, 'pgbench: error: client 0 aborted')).toBe(false);
    expect(didNothing('number of transactions actually processed: 10\n', '')).toBe(false);
  });

  it('says so when there is no figure', () => expect(() => transactionsPerSecond('', 'fatal')).toThrow('fatal'));
});
