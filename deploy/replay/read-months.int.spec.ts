import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBusinessDate } from '@rotables/domain-kernel';
import { sampleMonth } from '../sample/index.js';
import { BadInput, readMonths } from './read-months.js';

const good: Readonly<Record<string, string>> = {
  'cities.csv': 'code,name_zh,name_en,site_kind\nSY,沈阳,Shenyang,headquarters\nDL,大连,Dalian,branch\n',
  'plans.csv':
    'plan,contract_months,vendor_months,refund_days,replacement_months,after_term\nP24,24,0,7,1,parts_cost_only\n',
  'units.csv':
    'serial,model,city,plan,acceptance_date,installed_on\nA1,M1,DL,P24,2013-01-01,2013-04-10\nA2,M1,SY,P24,2013-01-01,2013-04-12\n',
  'pool.csv': 'serial,model,city\nSP-1,M1,SY\n',
  'faults-april.csv': 'reported_on,serial\n2013-04-16,A1\n',
};

describe('reading the months of a replay', () => {
  let directories: string[] = [];

  afterEach(() => {
    directories.forEach((directory) => rmSync(directory, { recursive: true, force: true }));
    directories = [];
  });

  function monthWith(
    files: Readonly<Record<string, string | null>>,
    base: Readonly<Record<string, string>> = good,
  ): string {
    const directory = mkdtempSync(join(tmpdir(), 'rotables-month-'));
    directories.push(directory);
    for (const [name, content] of Object.entries({ ...base, ...files })) {
      if (content !== null) writeFileSync(join(directory, name), content);
    }
    return directory;
  }

  /** What is complained of, as `file:line: message` without the directory. */
  function complaintsAbout(...months: readonly string[]): string[] {
    try {
      readMonths(months);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      return error.complaints.map(({ file, line, message }) => `${file.split('/').at(-1) ?? ''}:${line}: ${message}`);
    }
    return [];
  }

  it('reads the sample month whole', () => {
    const { months, cities, plans, units } = readMonths([sampleMonth()]);
    expect([cities.length, plans.length, units.size]).toEqual([14, 4, 21_959]);
    const [april] = months;
    expect(april).toMatchObject({ month: '2013-04', firstOn: '2013-04-10', lastOn: '2013-04-30' });
    expect([april?.faults.length, april?.pool.length, april?.expectations.length]).toEqual([43, 712, 1]);
  });

  it('takes a good month of its own', () => {
    expect(complaintsAbout(monthWith({}))).toEqual([]);
  });

  it.each([
    [
      'a missing column',
      { 'units.csv': 'serial,model,city,plan,acceptance_date\nA1,M1,DL,P24,2013-01-01\n' },
      /^units\.csv:1: the column installed_on is missing/,
    ],
    [
      'a day that does not exist',
      { 'faults-april.csv': 'reported_on,serial\n2013-02-30,A1\n' },
      /^faults-april\.csv:2: reported_on is "2013-02-30", but must be a day that exists/,
    ],
    [
      'an unknown plan',
      { 'units.csv': `${good['units.csv'] ?? ''}A3,M1,DL,P99,2013-01-01,2013-04-10\n` },
      /^units\.csv:4: plan is "P99", which plans\.csv does not have/,
    ],
    [
      'an unknown city',
      { 'units.csv': `${good['units.csv'] ?? ''}A3,M1,XX,P24,2013-01-01,2013-04-10\n` },
      /^units\.csv:4: city is "XX", which cities\.csv does not have/,
    ],
    [
      'a serial twice',
      { 'units.csv': `${good['units.csv'] ?? ''}A1,M1,DL,P24,2013-01-01,2013-04-10\n` },
      /^units\.csv:4: serial A1 stands in .*units\.csv:2 already/,
    ],
    [
      'a serial of the fleet in the pool',
      { 'pool.csv': 'serial,model,city\nA2,M1,SY\n' },
      /^pool\.csv:2: serial A2 stands in .*units\.csv:3 already/,
    ],
    [
      'a fault of a unit never installed',
      { 'faults-april.csv': 'reported_on,serial\n2013-04-16,ZZ\n' },
      /^faults-april\.csv:2: serial ZZ fails, but is installed by no units\.csv/,
    ],
    [
      'a fault before the installation',
      { 'faults-april.csv': 'reported_on,serial\n2013-04-11,A2\n' },
      /^faults-april\.csv:2: serial A2 fails on 2013-04-11, before it is installed on 2013-04-12/,
    ],
    [
      'a unit that fails while it is under repair',
      { 'faults-april.csv': 'reported_on,serial\n2013-04-16,A1\n2013-04-18,A1\n' },
      /^faults-april\.csv:3: serial A1 fails on 2013-04-18, but failed on 2013-04-16 already/,
    ],
    [
      'an acceptance after the installation',
      { 'units.csv': `${good['units.csv'] ?? ''}A3,M1,DL,P24,2013-05-01,2013-04-10\n` },
      /^units\.csv:4: acceptance_date 2013-05-01 is after installed_on 2013-04-10/,
    ],
    [
      'a row with a value too few',
      { 'pool.csv': 'serial,model,city\nSP-1\n' },
      /^pool\.csv:2: there are 1 values, but 3 columns/,
    ],
    [
      'a missing file',
      { 'plans.csv': null },
      /^plans\.csv:0: the file is missing; it must have the columns plan, contract_months/,
    ],
    [
      'a fault of another month',
      { 'faults-april.csv': 'reported_on,serial\n2013-04-16,A1\n2013-05-03,A2\n' },
      /^faults-april\.csv:2: serial A1 fails on 2013-04-16, but the last fault of the directory is of 2013-05/,
    ],
    [
      'an installation after the month',
      { 'units.csv': `${good['units.csv'] ?? ''}A3,M1,DL,P24,2013-01-01,2013-05-01\n` },
      /^units\.csv:4: serial A3 is installed on 2013-05-01, after 2013-04-30/,
    ],
    [
      'an expectation of a day after the month',
      {
        'expected-april.json': '{"installed_base_and_allocation":{"2013-05-01":{"DL":{"installed":1,"allocation":1}}}}',
      },
      /^expected-april\.json:1: what is expected on 2013-05-01 lies after 2013-04-30/,
    ],
    ['an expectation that is no JSON', { 'expected-april.json': '{' }, /^expected-april\.json:1: /],
  ] as const)('tells of %s by file and line', (_what, files, expected) => {
    expect(complaintsAbout(monthWith(files))).toContainEqual(expect.stringMatching(expected));
  });

  it('tells of every mistake at once', () => {
    const month = monthWith({
      'faults-april.csv': 'reported_on,serial\n2013-13-01,A1\n2013-04-16,ZZ\n',
      'pool.csv': 'serial\nSP-1\n',
    });
    expect(complaintsAbout(month)).toHaveLength(3);
  });

  it('takes several months in order, the later ones without organisation and fleet', () => {
    const may = monthWith({ 'faults-may.csv': 'reported_on,serial\n2013-05-03,A2\n' }, {});
    const april = monthWith({});
    expect(complaintsAbout(april, may)).toEqual([]);
    expect(
      complaintsAbout(monthWith({}), monthWith({ 'faults-april.csv': 'reported_on,serial\n2013-04-28,A2\n' }, {})),
    ).toContainEqual(expect.stringContaining('its month 2013-04 does not come after 2013-04'));
  });

  it('takes the months between two directories as months without installation and fault', () => {
    const june = monthWith({ 'faults-june.csv': 'reported_on,serial\n2013-06-03,A2\n' }, {});
    expect(
      readMonths([monthWith({}), june]).months.map(({ month, firstOn, lastOn }) => [month, firstOn, lastOn]),
    ).toEqual([
      ['2013-04', '2013-04-10', '2013-04-30'],
      ['2013-05', '2013-05-01', '2013-05-31'],
      ['2013-06', '2013-06-01', '2013-06-30'],
    ]);
  });

  it('refuses a month whose books cannot be closed yet', () => {
    const month = monthWith({});
    expect(() => readMonths([month], parseBusinessDate('2013-05-02'))).toThrow(
      'its month 2013-04 is not over; it can be replayed to closed books after 2013-05-02',
    );
    expect(readMonths([month], parseBusinessDate('2013-05-03')).months).toHaveLength(1);
  });

  it('tells of a directory that is not there', () => {
    expect(complaintsAbout('/nowhere/at/all')).toContainEqual(expect.stringContaining('there is no such directory'));
  });
});
