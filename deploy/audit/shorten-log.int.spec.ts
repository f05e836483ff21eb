import { join } from 'node:path';
import { ChildScript } from '@rotables/testing';
import { billingService } from '../../services/billing/src/index.js';
import { consoleService } from '../../services/console/src/index.js';
import { rmaService } from '../../services/rma/src/index.js';
import { sparePoolService } from '../../services/spare-pool/src/index.js';
import { warrantyService } from '../../services/warranty/src/index.js';
import { audit } from './audit.js';
import { ownerVariableOf } from './installation.js';
import { shortenedLines, shortenLogs } from './shorten-log.js';
import { ScratchBook } from './test/scratch-books.js';

const topic = 'rma.rma-case.v1';
const consumption = new Map([['billing', [topic]]]);

describe('a log that is shortened', () => {
  const books: ScratchBook[] = [];

  beforeAll(async () => {
    for (const service of [consoleService, warrantyService, sparePoolService, rmaService, billingService])
      books.push(await ScratchBook.open(service));
    for (const day of ['2020-01-01', '2020-01-02', '2020-01-03']) await openDay(day);
    await book('rma').run(`update schema_migration set executed_at = '2020-01-01Z'`);
    await published(1, '2020-01-01');
    await takenIn(1);
    await published(2, '2020-01-02');
    await published(3, '2020-01-03');
    await takenIn(3);
  });

  afterAll(async () => {
    for (const one of books) await one.close();
  });

  function book(service: string): ScratchBook {
    const found = books.find((one) => one.service === service);
    if (!found) throw new Error(`There is no book of ${service}.`);
    return found;
  }

  /** A day of rma's log, as its owner makes them. */
  async function openDay(day: string): Promise<void> {
    const name = `outbox_published_${day.replaceAll('-', '')}`;
    await book('rma').run(
      `create table ${name} partition of outbox_published for values from ('${day} 00:00Z') to ('${day} 24:00Z')`,
    );
    await book('rma').run(`do $owner$ begin
      execute format('alter table ${name} owner to %I', (select tableowner from pg_tables where tablename = 'outbox_published'));
    end $owner$`);
  }

  async function published(sequence: number, day: string): Promise<void> {
    const at = `${day} 12:00Z`;
    const place = {
      id: sequence,
      topic,
      key: 'FR-1',
      sequence,
      event_id: idOf(sequence),
      type: 'rma.case-resolved.v1',
    };
    await book('rma').insert('outbox_published', { ...place, bucket: 0, recorded_at: at, published_at: at, epoch: 1 });
  }

  async function takenIn(sequence: number): Promise<void> {
    const place = { topic, key: 'FR-1', sequence, event_id: idOf(sequence), type: 'rma.case-resolved.v1' };
    await book('billing').insert('inbox', { ...place, outcome: 'processed', recorded_at: '2020-01-04Z' });
  }

  const idOf = (sequence: number): string => `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`;

  const shorten = async (dryRun: boolean): Promise<string | undefined> => {
    const targets = books.map(({ ownedTarget }) => ownedTarget);
    const lines = shortenedLines(await shortenLogs(targets, { consumption, keepDays: 30, dryRun }), dryRun);
    expect(lines.filter((line) => line.endsWith(': no day to drop'))).toHaveLength(4);
    return lines.find((line) => line.startsWith('rma: '));
  };

  it('X5 X6 loses the oldest days up to the first that a consumer has not taken in whole, and still passes the audit', async () => {
    const kept = 'kept from 2020-01-02 on: billing has not taken in rma.rma-case.v1 FR-1 #2';
    await book('billing').insert('dead_letter', {
      topic,
      key: 'FR-1',
      sequence: 2,
      event_id: idOf(2),
      reason: 'handler-failed',
      state: 'open',
    });
    expect(await shorten(true)).toBe(`rma: 1 day to drop, 2020-01-01 to 2020-01-01, 1 event; ${kept}`);
    expect(await shorten(false)).toBe(`rma: 1 day dropped, 2020-01-01 to 2020-01-01, 1 event; ${kept}`);
    expect(await shorten(false)).toBe(`rma: no day to drop; ${kept}`);
    await takenIn(2);
    const report = await audit(
      books.map(({ target }) => target),
      { consumption },
    );
    const ofEvents = report.findings.filter(({ rule }) => rule === 'X5' || rule === 'X6');
    expect(ofEvents.map(({ violations }) => violations)).toEqual([[], []]);
    expect(await shorten(false)).toBe('rma: 2 days dropped, 2020-01-02 to 2020-01-03, 2 events');
  });

  it('is asked for by a command that names what is missing', async () => {
    const named = Object.fromEntries(
      books.map(({ service, ownedTarget }) => [ownerVariableOf(service), ownedTarget.databaseUrl]),
    );
    const run = async (...args: readonly string[]) => {
      const script = await ChildScript.start(join(import.meta.dirname, '..', 'tools', 'shorten-log.ts'), {
        args,
        environment: named,
      });
      const { code } = await script.exited;
      return { code, output: script.output };
    };
    const all = await run('--keep-days', '400', '--dry-run');
    expect(
      all.output
        .trimEnd()
        .split('\n')
        .map((line) => line.split(':', 1)[0]),
    ).toEqual(['console', 'warranty', 'spare-pool', 'rma', 'billing']);
    expect(all.code).toBe(0);
    expect(await run()).toMatchObject({ code: 1, output: expect.stringContaining('--keep-days is missing') });
    expect(await run('--keep-days', '0')).toMatchObject({ code: 1, output: expect.stringContaining('keepDays is 0') });
    expect(await run('--keep-days', 'x')).toMatchObject({
      code: 1,
      output: expect.stringContaining('--keep-days is "x"'),
    });
  });
});
