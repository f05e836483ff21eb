import { callsOf, judgeRows, keyOfCall, againstRegister, type JudgedFile, type Names } from '../src/import/judge-rows';
import type { Row } from '../src/api/http';
import { imports, type ImportKind } from '../src/work/imports';

function kindOf(name: string): ImportKind {
  const kind = imports[name];
  if (kind === undefined) throw new Error(`Nothing is imported into ${name}.`);
  return kind;
}

const now = new Date('2026-11-20T04:00:00Z');
const names: Names = {
  models: ['ST31500541AS'],
  sites: [{ site: 'SY', nameZh: '库管中心', nameEn: 'Warehouse' }],
  now,
};

/** A file whose first line is the heading, for a register that has `known`. */
function judge(name: string, lines: readonly (readonly string[])[], known: readonly Row[] = []): JudgedFile {
  const kind = kindOf(name);
  const fileLines = lines.map((cells, index) => ({ line: index + 1, cells }));
  const judged = judgeRows(name, kind, fileLines, names);
  return { ...judged, rows: againstRegister(kind, judged.rows, known) };
}

const reasonsOf = (judged: JudgedFile): readonly string[] =>
  judged.rows.flatMap(({ line, refusals }) => refusals.map(({ field, reason }) => `${line} ${field} ${reason}`));

describe('a file for a register', () => {
  const units = ['序列号', '型号', '网点', '入库时间'];

  it.each([
    ['zh', units],
    ['en', ['Serial', 'Model', 'Site', 'Acquired at']],
    ['code', ['serial', 'MODEL', ' site ', 'acquiredAt']],
  ])('is understood by headings in %s', (_language, heading) => {
    const { rows, missing, unused } = judge('spare-units', [heading, ['A-1', 'ST31500541AS', 'SY', '2026-11-02']]);
    expect([...missing, ...unused]).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        state: 'new',
        body: { serial: 'A-1', model: 'ST31500541AS', site: 'SY', acquiredAt: '2026-11-02T00:00:00+08:00' },
        refusals: [],
      },
    ]);
  });

  it('takes a site by its name, columns in any order, and skips empty lines', () => {
    const { rows } = judge('spare-units', [
      ['网点', '序列号', '型号'],
      ['', ' ', ''],
      ['库管中心', 'A-1', 'st31500541as'],
      ['Warehouse SY', 'A-2', 'ST31500541AS'],
    ]);
    expect(rows.map(({ line, body }) => [line, body])).toEqual([
      [3, { serial: 'A-1', model: 'ST31500541AS', site: 'SY' }],
      [4, { serial: 'A-2', model: 'ST31500541AS', site: 'SY' }],
    ]);
  });

  it('is refused as a whole without a needed column, and says which columns it does not use', () => {
    const { missing, unused, rows } = judge('spare-units', [
      ['序列号', '型号', '备注'],
      ['A-1', 'ST31500541AS', ''],
    ]);
    expect({ missing, unused, rows }).toEqual({ missing: ['site'], unused: ['备注'], rows: [] });
  });

  it('S9 names every refused cell of a row: what is missing, unknown, there twice or in the ledger', () => {
    const judged = judge(
      'spare-units',
      [
        units,
        ['', 'ST31500541AS', 'SY', ''],
        ['A-1', 'ST-NONE', 'NOWHERE', '2026-02-30'],
        ['A-2', 'ST31500541AS', 'SY', '2026-11-21 10:00'],
        ['A-3', 'ST31500541AS', 'SY', ''],
        ['A-3', 'ST31500541AS', 'SY', ''],
        ['KNOWN', 'ST31500541AS', 'SY', ''],
        ['8.98604E+18', 'ST31500541AS', 'SY', ''],
        ['-A', 'ST31500541AS', 'SY', ''],
      ],
      [{ serial: 'KNOWN', model: 'ST31500541AS' }],
    );
    expect(reasonsOf(judged)).toEqual([
      '2 serial import.reason.empty',
      '3 model import.reason.unknownModel',
      '3 site import.reason.unknownSite',
      '3 acquiredAt import.reason.moment',
      '4 acquiredAt import.reason.future',
      '6 serial import.reason.twice',
      '7 serial import.reason.serialKnown',
      '8 serial import.reason.digits',
      '9 serial import.reason.serial',
    ]);
    expect(judged.rows.filter(({ state }) => state === 'new').map(({ line }) => line)).toEqual([5]);
  });

  it('B1 tells a fee that is there from one that is there with another amount', () => {
    const fee = { feeCode: 'labour', model: null, effectiveOn: '2027-01-01', amountFen: 8_000, description: 'x' };
    const known = ['A', 'B'].map((cityGrade) => ({ ...fee, cityGrade }));
    const heading = ['收费项目', '说明', '型号', '城市等级', '金额', '生效日'];
    const judged = judge(
      'fees',
      [
        heading,
        ['工时', '工时费', '', 'a', '¥80.00', '2027/1/1'],
        ['Labour', '工时费', '', 'B', '90', '2027-01-01'],
        ['labour', '工时费', '', 'A', '90', '2027年2月1日'],
        ['own-fee', '', 'M1', 'D', '1,200.005', 'soon'],
        ['自己的', '说明', '', '', '-1', '2027-01-01'],
      ],
      known,
    );
    expect(reasonsOf(judged)).toEqual([
      '3 amountFen import.reason.feeOtherwise',
      '5 description import.reason.empty',
      '5 cityGrade import.reason.choice',
      '5 amountFen import.reason.amount',
      '5 effectiveOn import.reason.date',
      '6 feeCode import.reason.feeCode',
      '6 amountFen import.reason.amount',
    ]);
    expect(judged.rows.map(({ state }) => state)).toEqual(['there', 'refused', 'new', 'refused', 'refused']);
    expect(judged.rows[2]?.body).toEqual({
      feeCode: 'labour',
      description: '工时费',
      cityGrade: 'A',
      amountFen: 9_000,
      effectiveOn: '2027-02-01',
    });
  });

  it('W12 does not overwrite a model of the catalogue', () => {
    const known = [{ model: 'M1', specificationGrade: 3, discontinuedOn: null }];
    const judged = judge(
      'models',
      [
        ['型号', '规格等级', '停产日'],
        ['M1', '3', ''],
        ['M1', '4', ''],
        ['M2', 'x', ''],
      ],
      known,
    );
    expect(judged.rows.map(({ state }) => state)).toEqual(['there', 'refused', 'refused']);
    expect(reasonsOf(judged)).toEqual(['3 model import.reason.twice', '4 specificationGrade import.reason.number']);
    const other = judge(
      'models',
      [
        ['型号', '规格等级'],
        ['M1', '4'],
      ],
      known,
    );
    expect(reasonsOf(other)).toEqual(['2 specificationGrade import.reason.modelOtherwise']);
  });
});

describe('the calls of a file', () => {
  const { rows } = judge('spare-units', [
    ['序列号', '型号', '网点', '入库时间'],
    ...Array.from({ length: 600 }, (_unit, index): readonly string[] => [`A-${index}`, 'ST31500541AS', 'SY', '']),
    ['B-1', 'ST31500541AS', 'SY', '2026-11-02'],
    ['B-1', 'ST31500541AS', 'SY', '2026-11-02'],
  ]);

  it('take as many rows as the route does, those of one place and time together, and none that is refused', () => {
    const calls = callsOf(kindOf('spare-units'), rows);
    expect(calls.map((call) => call.rows.length)).toEqual([500, 100, 1]);
    expect(calls[2]?.body).toEqual({
      site: 'SY',
      acquiredAt: '2026-11-02T00:00:00+08:00',
      units: [{ serial: 'B-1', model: 'ST31500541AS' }],
    });
  });

  it('X7 carry the same key again for what an answer was not received of, and another for anything else', async () => {
    const kind = kindOf('spare-units');
    const first = callsOf(kind, rows);
    const sent = new Set(first[0]?.rows.map(({ line }) => line));
    const afterwards = callsOf(
      kind,
      rows.map((row) => (sent.has(row.line) ? { ...row, state: 'sent' as const } : row)),
    );
    const keys = await Promise.all(first.map(({ body }) => keyOfCall(kind, body)));
    expect(new Set(keys).size).toBe(3);
    expect(await Promise.all(afterwards.map(({ body }) => keyOfCall(kind, body)))).toEqual(keys.slice(1));
  });
});
