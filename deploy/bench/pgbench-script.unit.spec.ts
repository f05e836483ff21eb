import { literal, pgbenchScript, splitStatements, type ScriptOptions } from './pgbench-script.js';

const options: ScriptOptions = {
  variables: ['unique random(1, 1000)'],
  replacements: [
    { recorded: 'FR-1', by: "'FR-' || :unique" },
    { recorded: 'A1', by: ':serial' },
  ],
  givesVariables: (sql) => sql.includes('for update'),
  parameterTypes: () => ['text', 'jsonb'],
};

describe("the floor's script", () => {
  it('keeps the statements and their order, and replaces only what varies', () => {
    const script = pgbenchScript(
      [
        { kind: 'simple', sql: "begin; select set_config('app.actor', 'li.na', true)", parameters: [] },
        { kind: 'prepared', sql: 'select serial from unit where model = $1 for update', parameters: ['M1'] },
        {
          kind: 'prepared',
          sql: 'insert into loan values ($1, $2)',
          parameters: ['FR-1', '{"serial":"A1","fault":"FR-1"}'],
        },
        { kind: 'simple', sql: 'commit', parameters: [] },
      ],
      options,
    );
    expect(script.split('\n')).toEqual([
      '\\set unique random(1, 1000)',
      'begin;',
      "select set_config('app.actor', 'li.na', true);",
      "select serial from unit where model = (E'M1')::text for update \\gset",
      'insert into loan values ((\'FR-\' || :unique)::text, (replace(replace(E\'{"serial"\\x3a"A1","fault"\\x3a"FR-1"}\', ' +
        "E'FR-1', 'FR-' || :unique), E'A1', :serial))::jsonb);",
      'commit;',
      '',
    ]);
  });

  it('replaces inside the literals of a simple statement', () => {
    const script = pgbenchScript(
      [{ kind: 'simple', sql: "insert into t values ('FR-1', '10:00')", parameters: [] }],
      options,
    );
    expect(script).toContain("insert into t values ((replace(E'FR-1', E'FR-1', 'FR-' || :unique)), E'10\\x3a00');");
  });

  it('has no colon left in a literal that pgbench would take for a variable', () => {
    expect(literal("it's 10:30\\n")).toBe("E'it''s 10\\x3a30\\\\n'");
  });

  it('writes null with its type, and says when a parameter was not logged', () => {
    const statement = { kind: 'prepared', sql: 'select $1', parameters: [null] } as const;
    expect(pgbenchScript([statement], options)).toContain('select null::text;');
    expect(() => pgbenchScript([{ ...statement, parameters: [] }], options)).toThrow('Parameter $1');
  });

  it('splits at semicolons outside of quotes', () => {
    expect(splitStatements("select ';'; commit")).toEqual(["select ';'", 'commit']);
  });
});
