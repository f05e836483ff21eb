import { parametersIn, transactionsIn } from './server-log.js';

const prefix = (process: number) => `2026-01-02 03:04:05.678 UTC [${process}] `;

describe("what is read from the server's log", () => {
  it('gives the statements of one transaction in their order, with their parameters', () => {
    const log = [
      `${prefix(11)}LOG:  statement: begin; select set_config('app.actor', 'li.na', true)`,
      `${prefix(11)}LOG:  execute lock-unit: select *`,
      '\t  from unit where serial = $1 for update',
      `${prefix(11)}DETAIL:  Parameters: $1 = 'A1'`,
      `${prefix(11)}LOG:  statement: commit`,
    ].join('\n');
    expect(transactionsIn(log)).toEqual([
      [
        { kind: 'simple', sql: "begin; select set_config('app.actor', 'li.na', true)", parameters: [] },
        { kind: 'prepared', sql: 'select *\n  from unit where serial = $1 for update', parameters: ['A1'] },
        { kind: 'simple', sql: 'commit', parameters: [] },
      ],
    ]);
  });

  it('keeps sessions apart whose lines lie between each other', () => {
    const log = [
      `${prefix(1)}LOG:  statement: begin`,
      `${prefix(2)}LOG:  statement: begin`,
      `${prefix(1)}LOG:  execute a: select $1`,
      `${prefix(2)}LOG:  execute b: select $1`,
      `${prefix(1)}DETAIL:  Parameters: $1 = 'one'`,
      `${prefix(2)}DETAIL:  Parameters: $1 = 'two'`,
      `${prefix(2)}LOG:  statement: commit`,
      `${prefix(1)}LOG:  statement: commit`,
    ].join('\n');
    expect(transactionsIn(log).map((one) => one[1]?.parameters)).toEqual([['two'], ['one']]);
  });

  it('leaves out what was rolled back, and what is not over', () => {
    const log = ['begin', 'select 1', 'rollback', 'begin', 'select 2'].map(
      (sql) => `${prefix(3)}LOG:  statement: ${sql}`,
    );
    expect(transactionsIn(log.join('\n'))).toEqual([]);
  });

  it('reads quotes, line ends, commas and NULL in parameters', () => {
    expect(parametersIn("Parameters: $1 = 'it''s, $2 = no', $2 = NULL, $3 = '', $4 = 'a\nb'")).toEqual([
      "it's, $2 = no",
      null,
      '',
      'a\nb',
    ]);
  });
});
