import { billingService } from '../../services/billing/src/index.js';
import { consoleService } from '../../services/console/src/index.js';
import { rmaService } from '../../services/rma/src/index.js';
import { sparePoolService } from '../../services/spare-pool/src/index.js';
import { warrantyService } from '../../services/warranty/src/index.js';
import { audit } from './audit.js';
import { ScratchBook } from './test/scratch-books.js';

describe('X8 the audit of the trail', () => {
  const trail = 'warranty.spec.v1';
  const day = new Date().toISOString().slice(0, 10);
  const digest = `(select sha256(string_agg(link, ''::bytea order by topic, key, sequence)) from outbox_published where link is not null)`;
  let warranty: ScratchBook;
  let rma: ScratchBook;
  let books: readonly ScratchBook[] = [];
  const violations = async (): Promise<readonly string[]> => {
    const { findings } = await audit(
      books.map(({ target }) => target),
      { consumption: new Map() },
    );
    return findings
      .flatMap((found) => found.violations)
      .filter(({ rule }) => rule === 'X8')
      .map(({ subject, oneSide, otherSide }) => `${subject}: ${oneSide}; but ${otherSide}`);
  };

  beforeAll(async () => {
    warranty = await ScratchBook.open(warrantyService);
    rma = await ScratchBook.open(rmaService);
    books = [warranty, rma];
    for (const service of [sparePoolService, billingService, consoleService])
      books = [...books, await ScratchBook.open(service)];
  });
  afterAll(async () => {
    for (const book of books) await book.close();
  });
  beforeEach(async () => {
    for (const book of books) await book.empty();
    await warranty.tell(trail, 'A', ['li.na', 'wang.fang', 'zhao.min']);
  });

  it('holds for what was only appended to, also where old days were dropped', async () => {
    expect(await violations()).toEqual([]);
    await warranty.run(
      `insert into audit_base select topic, key, sequence, link from outbox_published where topic = $1 and sequence = 2`,
      [trail],
    );
    await warranty.run('delete from outbox_published where topic = $1 and sequence < 3', [trail]);
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['another actor', `update outbox_published set actor = 'somebody' where topic = $1 and sequence = 2`],
    ['another body', `update outbox_published set body = '{}' where topic = $1 and sequence = 2`],
    [
      'another time',
      `update outbox_published set recorded_at = recorded_at + interval '1 ms' where topic = $1 and sequence = 3`,
    ],
    ['another address', `update outbox_published set address = '10.0.0.1' where topic = $1 and sequence = 1`],
    ['an event taken out', 'delete from outbox_published where topic = $1 and sequence = 2'],
    ['the last one cut off', 'delete from outbox_published where topic = $1 and sequence = 3'],
    [
      'a link made anew',
      `update outbox_published set actor = 'somebody', link = sha256('x') where topic = $1 and sequence = 3`,
    ],
    ['a link taken away', 'update outbox_published set link = null where topic = $1 and sequence = 1'],
  ])('finds %s', async (_what, change) => {
    await warranty.run(change, [trail]);
    expect((await violations()).length).toBeGreaterThan(0);
  });

  it('finds a day whose chain was written anew from end to end, by what another service was told of it', async () => {
    const { rows } = await warranty.query<{ digest: string }>(`select encode(${digest}, 'hex') as digest`);
    await rma.run(
      `insert into audit_anchor (service, day, events, digest) values ('warranty', $1, 3, decode($2, 'hex'))`,
      [day, rows[0]?.digest],
    );
    expect(await violations()).toEqual([]);
    await warranty.run('delete from outbox_published where topic = $1', [trail]);
    await warranty.run('delete from audit_head');
    await warranty.tell(trail, 'A', ['li.na', 'somebody', 'zhao.min']);
    expect(await violations()).toEqual([
      expect.stringMatching(new RegExp(`^warranty ${day}: its trail adds up to [0-9a-f]{64}; but rma was told`)),
    ]);
  });
});
