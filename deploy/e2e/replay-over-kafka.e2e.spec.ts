import { join } from 'node:path';
import { loadPrivateKey } from '@rotables/access';
import { services } from '../launcher/src/services.js';
import { describeWithKafka, freshTopicPrefix, requireKafkaBrokers, waitFor } from '@rotables/testing';
import { Api, serviceNames, type ServiceName } from '../replay/api.js';
import { clockOfFile, type MonthClock } from '../replay/month-clock.js';
import { Badges, clerkOf, people } from '../replay/people.js';
import { onceKnown } from '../replay/play.js';
import { citiesIn, objectsIn, read, readPathsOf } from './support/all-reads.js';
import { expectMonthPlayed } from './support/expect-month.js';
import { wholeSampleMonth } from './support/months.js';
import { ReplayProcess } from './support/replay-process.js';
import { deleteTopicsOf } from './support/topics.js';

const playMilliseconds = 300_000;
const topicPrefix = freshTopicPrefix('e2e');

describeWithKafka('the sample month over Kafka', () => {
  const month = wholeSampleMonth();
  let run: ReplayProcess;
  let api: Api;
  let badges: Badges;
  let urlOf: (service: ServiceName) => string;
  let clock: MonthClock;

  beforeAll(async () => {
    const environment = { KAFKA_BROKERS: requireKafkaBrokers().join(','), TOPIC_PREFIX: topicPrefix };
    run = await ReplayProcess.start(['--keep'], environment);
    // Two services die while cases are on their way: one that writes the facts, and one that decides on them.
    await run.says(/2013-04-17: /, playMilliseconds);
    await run.killService('rma');
    await run.says(/2013-04-20: /, playMilliseconds);
    await run.killService('warranty');
    await run.says(/stays up/, playMilliseconds);
    const home = await run.says(/State\s+(\S+)/, 1_000);
    const base = Number(await run.says(/warranty\s+http:\/\/127\.0\.0\.1:(\d+)/, 1_000)) - 1;
    const offsets = new Map(services.map(({ name, portOffset }) => [name, portOffset]));
    urlOf = (service) => `http://127.0.0.1:${base + (offsets.get(service) ?? 0)}`;
    badges = new Badges(await loadPrivateKey(join(home, 'access', 'access-private-key.pem')));
    api = new Api({ urlOf, badges, runId: topicPrefix });
    clock = clockOfFile(`${home}.clock`);
  }, 2 * playMilliseconds);

  afterAll(async () => {
    await run.stop();
    await deleteTopicsOf(topicPrefix);
  }, 60_000);

  it('ends as expected though two services are killed with -9 in its middle, and says that they were away', () => {
    expectMonthPlayed(run, month);
    expect(month.faults).toHaveLength(43);
    expect(run.result().allocations['2013-04-10']).toEqual(month.allocations);
    expect(Object.keys(month.allocations)).toHaveLength(14);
    expect(run.output).toMatch(/rma: ended by itself .*SIGKILL/);
    expect(run.output).toMatch(/warranty: ended by itself .*SIGKILL/);
  });

  it('R1, S7, R7, X4, R11: one fault goes its whole way through all four services', async () => {
    // The month is over and its clock stands at its end; this is the week after.
    clock.moveTo('2013-05-10T00:00:00Z');
    // A unit that has not failed yet, whose repair is free.
    const failed = new Set(month.faults.map(({ serial }) => serial));
    const unit = month.units.find(
      ({ serial, acceptanceOn }) => !failed.has(serial) && acceptanceOn > '2011-07-01' && acceptanceOn < '2013-03-01',
    );
    if (unit === undefined) throw new Error('The sample month has no unit in its term.');
    const clerk = clerkOf(unit.city);
    const post = (service: ServiceName, path: string, person: typeof clerk, body: object) =>
      api.post(service, path, person, `journey ${path}`, body);
    const customer = { reporterName: 'Sun Li', reporterPhone: '0411-5550-0101' };
    const report = {
      serial: unit.serial,
      city: unit.city,
      ...customer,
      symptom: 'No signal.',
      severity: 'normal',
      reportedAt: '2013-05-06T01:00:00Z',
    };
    const faultNumber = (await post('rma', 'rma-cases', clerk, report)).text('faultNumber');
    const caseOf = () => api.get('rma', `rma-cases/${faultNumber}`, people.technician);
    await waitFor(async () => (await caseOf()).has('entitlement'), { describe: 'the entitlement' });
    expect((await caseOf()).part('entitlement').text('kind')).toBe('repair');
    await post('rma', `rma-cases/${faultNumber}/triage`, people.technician, {
      outcome: 'to-warehouse',
      note: 'Dead.',
      triagedAt: '2013-05-06T02:00:00Z',
    });
    const loan = { faultNumber, site: unit.city, loanKind: 'loan', loanedAt: '2013-05-06T03:00:00Z' };
    const lent = await onceKnown('the pool to know the case', ['fault-not-known-yet'], () =>
      post('spare-pool', 'loans', clerk, loan),
    );
    const receipt = { site: 'SY-KG', scannedSerial: unit.serial, receivedAt: '2013-05-07T01:00:00Z' };
    await post('rma', `rma-cases/${faultNumber}/receive`, people.warehouse, receipt);
    const inspection = { outcome: 'fault-confirmed', findings: 'Board.', inspectedAt: '2013-05-07T02:00:00Z' };
    await post('rma', `rma-cases/${faultNumber}/inspect`, people.technician, inspection);
    await post('rma', `rma-cases/${faultNumber}/start-repair`, people.technician, {
      method: 'in-place',
      startedAt: '2013-05-07T03:00:00Z',
    });
    const repair = { result: 'repaired', workDone: 'Board.', completedAt: '2013-05-08T01:00:00Z' };
    await post('rma', `rma-cases/${faultNumber}/complete-repair`, people.technician, repair);
    await post('rma', `rma-cases/${faultNumber}/test`, people.quality, {
      passed: true,
      measured: '2 h.',
      testedAt: '2013-05-08T02:00:00Z',
    });
    await post('rma', `rma-cases/${faultNumber}/return-to-customer`, people.warehouse, {
      returnedAt: '2013-05-09T01:00:00Z',
    });
    if (lent.text('outcome') === 'loaned') {
      const back = {
        scannedSerial: lent.text('serial'),
        returnedAt: '2013-05-09T02:00:00Z',
        condition: 'good',
        measured: '2 h.',
      };
      await post('spare-pool', `loans/${lent.text('loanNumber')}/take-back`, clerk, back);
    }
    const charges = () => api.list('billing', `charges?faultNumber=${faultNumber}`, people.finance);
    await waitFor(async () => (await charges()).length > 0, { describe: 'the charge' });
    expect(
      (await charges()).map((one) => [one.text('reason'), one.number('amountFen'), one.has('entitlementId')]),
    ).toEqual([['repair', 0, true]]);
    const place = async () =>
      (await api.get('spare-pool', `spare-units/${encodeURIComponent(unit.serial)}`, people.warehouse)).text('place');
    await waitFor(async () => (await place()) === 'customer', { describe: 'the unit to be at its customer' });
    const timeline = () => api.list('rma', `rma-cases/${faultNumber}/timeline`, people.technician);
    const told = async () => new Set((await timeline()).map((entry) => entry.text('service')));
    await waitFor(async () => (await told()).size === 4, {
      describe: async () => `all four services on the timeline; there are ${[...(await told())].join(', ')}`,
    });
  });

  it('X8 a branch sees nothing of another city on any list and behind any number', async () => {
    const city = month.units[0]?.city ?? '';
    const [branch, everything] = await Promise.all([badges.tokenOf(clerkOf(city)), badges.tokenOf(people.auditor)]);
    const walked: string[] = [];
    const seen: string[] = [];
    for (const service of serviceNames) {
      const paths = await readPathsOf(urlOf(service));
      const rows = await rowsOf(service, paths, everything);
      for (const path of paths) {
        for (const concrete of concretePaths(path, rows, city)) {
          const { status, body } = await read(`${urlOf(service)}${concrete}`, branch);
          walked.push(`${service} ${path}`);
          expect([200, 400, 403, 404]).toContain(status);
          const others = [...citiesIn(body)].filter((one) => one !== city);
          if (status === 200 && others.length > 0) seen.push(`${service} ${path} shows ${others.join(', ')}`);
        }
      }
    }
    expect(new Set(walked).size).toBeGreaterThan(40);
    expect([...new Set(seen)].filter((one) => !isKnownToAll(one))).toEqual([]);
  }, 120_000);

  /** What lists show to somebody who sees everything: numbers to knock with. */
  async function rowsOf(
    service: ServiceName,
    paths: readonly string[],
    token: string,
  ): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const lists = paths.filter((path) => !path.includes('{'));
    const bodies = await Promise.all(lists.map(async (path) => read(`${urlOf(service)}${path}?limit=200`, token)));
    return bodies.flatMap(({ body }) => objectsIn(body));
  }
});

/** The list itself; and for a path with a number in it, that of a few things of other cities. */
function concretePaths(
  path: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  city: string,
): readonly string[] {
  const parameter = /\{(\w+)\}/.exec(path)?.[1];
  if (parameter === undefined) return [`${path}?limit=200`, path];
  const foreign = rows.filter((row) => typeof row['city'] === 'string' && row['city'] !== city);
  const numbers = new Set(foreign.flatMap((row) => (typeof row[parameter] === 'string' ? [row[parameter]] : [])));
  return [...numbers].slice(0, 3).map((number) => path.replace(`{${parameter}}`, encodeURIComponent(number)));
}

/** Public within the organisation: how dear a city is, and what headquarters and the central warehouse are called. */
function isKnownToAll(seen: string): boolean {
  return seen.startsWith('billing /v1/city-grades ') || seen === 'spare-pool /v1/site-names shows SY';
}
