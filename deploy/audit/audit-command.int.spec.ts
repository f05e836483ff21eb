import { join } from 'node:path';
import { ChildScript } from '@rotables/testing';
import { billingService } from '../../services/billing/src/index.js';
import { consoleService } from '../../services/console/src/index.js';
import { rmaService } from '../../services/rma/src/index.js';
import { sparePoolService } from '../../services/spare-pool/src/index.js';
import { warrantyService } from '../../services/warranty/src/index.js';
import { variableOf } from './installation.js';
import { ScratchBook } from './test/scratch-books.js';

describe('npm run audit', () => {
  const books: ScratchBook[] = [];

  beforeAll(async () => {
    for (const service of [warrantyService, sparePoolService, rmaService, billingService, consoleService])
      books.push(await ScratchBook.open(service));
  });

  afterAll(async () => {
    for (const book of books) await book.close();
  });

  async function run(
    args: readonly string[] = [],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<{ code: number | null; output: string }> {
    const named = Object.fromEntries(books.map(({ service, target }) => [variableOf(service), target.databaseUrl]));
    const script = await ChildScript.start(join(import.meta.dirname, 'main.ts'), {
      args,
      environment: { ...named, ...environment },
    });
    const { code } = await script.exited;
    return { code, output: script.output };
  }

  it('ends with 0 where the books agree, and has looked at every rule', async () => {
    const { code, output } = await run();
    expect([...output.matchAll(/^(X\d) {2}.*holds$/gm)].map(([, rule]) => rule)).toEqual([
      'X1',
      'X2',
      'X3',
      'X4',
      'X5',
      'X6',
      'X7',
      'X8',
      'X9',
    ]);
    expect(output).toContain('The books agree');
    expect(code).toBe(0);
  });

  it('ends with 1 where they contradict each other, and tells rule, serial and both sides', async () => {
    const sparePool = books.find(({ service }) => service === 'spare-pool');
    const place = { place_kind: 'site', place_id: 'DL', city: 'DL', condition: 'good', owner: 'company' };
    await sparePool?.insert('spare_unit', { serial: 'LOST-TRACK', ...place });
    const { code, output } = await run(['--grace', '0']);
    expect(output).toMatch(
      /X1 violated by unit LOST-TRACK: the row says site:DL in DL .*; but the ledger has no movement/,
    );
    expect(code).toBe(1);
    const { output: json } = await run(['--json']);
    expect(JSON.parse(json)).toMatchObject({ clean: false });
    await sparePool?.empty();
  });

  it('ends with 2 where it cannot be done, and says what is missing', async () => {
    const { code, output } = await run([], { [variableOf('rma')]: '', ROTABLES_HOME: '/nowhere/at/all' });
    expect(output).toMatch(/could not be done: .*RMA_DATABASE_URL/);
    expect(code).toBe(2);
    expect((await run(['--grace', 'soon'])).output).toContain('--grace is "soon"');
  });
});
