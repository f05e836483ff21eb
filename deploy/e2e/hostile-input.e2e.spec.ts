import { InProcessBus } from '@rotables/event-bus';
import { roles } from '@rotables/domain-kernel';
import { caller, RunningTestService, type Answer } from '@rotables/testing';
import { billingService } from '../../services/billing/src/index.js';
import { rmaService } from '../../services/rma/src/index.js';
import { sparePoolService } from '../../services/spare-pool/src/index.js';
import { warrantyService } from '../../services/warranty/src/index.js';

type Problem = Readonly<Record<string, unknown>>;
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

/** Every role but the auditor's, who may change nothing. */
const everybody = { ...caller('somebody', 'administrator', ['DL']), roles: roles.filter((role) => role !== 'auditor') };

/** As a query: with the order that the position names, where it names one. */
const cursorOf = (position: readonly unknown[]): string => {
  const [first] = position;
  const sort = typeof first === 'string' && /^-?[a-z][A-Za-z]+$/.test(first) ? `&sort=${first}` : '';
  return `cursor=${Buffer.from(JSON.stringify(position)).toString('base64url')}${sort}`;
};

/** What the values of a position could be replaced by; none of them is what a column is compared with. */
const hostile = [
  'x',
  '',
  '2013-02-30',
  'infinity',
  '99999999999999999999',
  'a\0b',
  '\ud800',
  -1e300,
  0.5,
  null,
  true,
  {},
];
const atOnce = 10;
const hostileSorts = [
  'constructor',
  '__proto__',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '-constructor',
  '-',
  '--serial',
];

const serverFaults = (answers: readonly (readonly [string, Answer])[]): readonly string[] =>
  answers.filter(([, { status }]) => status >= 500).map(([what, { status }]) => `${what}: ${status}`);

describe.each([warrantyService, sparePoolService, rmaService, billingService].map((one) => [one.name, one] as const))(
  'whatever is sent to %s',
  (_name, definition) => {
    let service: RunningTestService;
    let paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    beforeAll(async () => {
      service = await RunningTestService.start(definition, { bus: new InProcessBus() });
      const document = await service.get<{ paths: typeof paths }>(everybody, '/docs/json');
      paths = document.body.paths;
    });
    afterAll(() => service.stop());

    const get = async (path: string): Promise<readonly [string, Answer]> => [path, await service.get(everybody, path)];
    const getAll = async (paths: readonly string[]): Promise<readonly (readonly [string, Answer])[]> => {
      const answers: (readonly [string, Answer])[] = [];
      for (let from = 0; from < paths.length; from += atOnce) {
        answers.push(...(await Promise.all(paths.slice(from, from + atOnce).map(get))));
      }
      return answers;
    };
    const listPaths = (): readonly string[] =>
      Object.entries(paths)
        .filter(([, verbs]) => verbs['get']?.parameters?.some(({ name }) => name === 'cursor'))
        .map(([path]) => path.replaceAll(/\{\w+\}/g, 'X-1'));

    it('as cursor, is another page or refused, and never breaks a list', async () => {
      const positions = [1, 2, 3].flatMap((length) => hostile.map((value) => Array.from({ length }, () => value)));
      const paths: string[] = [];
      for (const path of listPaths()) {
        const cursors = [...positions, ...(await ownCursors(path))].map(cursorOf);
        paths.push(...cursors.map((cursor) => `${path}?${cursor}`));
      }
      expect(listPaths().length).toBeGreaterThan(2);
      expect(serverFaults(await getAll(paths))).toEqual([]);
    });

    /** Cursors with the names of the orders that the list itself offers, so that the value behind them is looked at. */
    async function ownCursors(path: string): Promise<readonly (readonly unknown[])[]> {
      const [, refused] = await get(`${path}?sort=nothing-of-the-kind`);
      const offered = JSON.stringify(refused.body['detail'] ?? '').match(/\b[a-z][A-Za-z]+\b/g) ?? [];
      return offered.flatMap((sort) =>
        ['2013-02-30', '99999999999999999999', 'a\0b', 0.5].flatMap((value) => [
          [sort, value, '1'],
          [`-${sort}`, '1', value],
        ]),
      );
    }

    it('as sort, is refused where it is no column of the list', async () => {
      const answers = await getAll(listPaths().flatMap((path) => hostileSorts.map((sort) => `${path}?sort=${sort}`)));
      expect(serverFaults(answers)).toEqual([]);
      const taken = answers.filter(([, { status }]) => status === 200);
      expect(taken.map(([what]) => what)).toEqual([]);
    });

    it('in a path or a query with control characters or half of one, is refused by name', async () => {
      const answers: (readonly [string, Answer])[] = [];
      for (const [template, verbs] of Object.entries(paths)) {
        if (!('get' in verbs) || !template.startsWith('/v1/')) continue;
        for (const bad of ['%00', 'a%00b', '%ED%A0%80', '%ff', '%C2%85', '%1b%5B0m', 'a%0Ab']) {
          const path = template.replaceAll(/\{\w+\}/g, bad);
          answers.push(await get(path === template ? `${path}?q=${bad}` : path));
        }
      }
      const wrong = answers.filter(([, { status }]) => status !== 400);
      expect(wrong.map(([what, { status }]) => `${what}: ${status}`)).toEqual([]);
    });

    it('by a method that the path does not know, is told which it knows', async () => {
      for (const template of Object.keys(paths)) {
        const path = template.replaceAll(/\{\w+\}/g, 'X-1');
        // Of a path that stands in another one's place, as /registrations/preview in that of a registration, both know.
        const known = Object.entries(paths)
          .filter(([other]) => new RegExp(`^${other.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
          .flatMap(([, others]) => Object.keys(others))
          .map((verb) => verb.toUpperCase());
        for (const method of ['GET', 'POST', 'PUT', 'DELETE'].filter((one) => !known.includes(one))) {
          const answer = await fetch(`${service.service.url}${path}`, { method });
          const problem = (await answer.json()) as Problem;
          const allowed = answer.headers.get('allow') ?? '';
          expect({ method, path, status: answer.status, code: problem['code'] }).toEqual({
            method,
            path,
            status: 405,
            code: 'method-not-allowed',
          });
          known.forEach((one) => expect(allowed).toContain(one));
        }
      }
    });

    it('as a body of hostile texts and shapes, is refused and never breaks a command', async () => {
      const answers: (readonly [string, Answer])[] = [];
      const commands = Object.entries(paths).filter(([path, verbs]) => 'post' in verbs && path.startsWith('/v1/'));
      for (const [template] of commands) {
        const path = template.replaceAll(/\{\w+\}/g, 'X-1');
        for (const body of [
          { note: 'a\0b' },
          { '\ud800': 1 },
          { a: [['\u001b']] },
          [],
          'text',
          5,
          null,
          { a: 'x'.repeat(9e5) },
        ]) {
          answers.push([`${path} ${JSON.stringify(body).slice(0, 30)}`, await service.post(everybody, path, body)]);
        }
        answers.push([
          path,
          await service.post(everybody, path, Buffer.from(`${'['.repeat(400_000)}${']'.repeat(400_000)}`)),
        ]);
        answers.push([path, await service.post(everybody, path, Buffer.from('{"a":1e999}'))]);
      }
      const taken = answers.filter(([, { status }]) => status < 400 || status >= 500);
      expect(taken.map(([what, { status }]) => `${what}: ${status}`)).toEqual([]);
    });
  },
);
