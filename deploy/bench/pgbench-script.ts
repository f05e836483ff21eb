import type { LoggedStatement } from './server-log.js';

/** A text that the recorded run had and that every repetition has anew. */
export interface Replacement {
  /** As it stands in the recorded parameters, for example a fault number. */
  readonly recorded: string;
  /** SQL of type text over pgbench's variables, for example `'FR-' || :unique`. */
  readonly by: string;
}

export interface ScriptOptions {
  /** `\set` lines before the transaction. */
  readonly variables: readonly string[];
  readonly replacements: readonly Replacement[];
  /** Whether the first row of a statement's result becomes variables, for statements whose result later ones build on. */
  readonly givesVariables: (sql: string) => boolean;
  /** Types of the parameters of a prepared statement, as the server infers them. */
  readonly parameterTypes: (sql: string) => readonly string[];
}

/**
 * pgbench's script for one recorded transaction: the same statements, one by one, in the same order. Parameters become expressions, since
 * pgbench sends its variables as parameters of its own.
 */
export function pgbenchScript(transaction: readonly LoggedStatement[], options: ScriptOptions): string {
  const lines = transaction.flatMap((statement) => statementLines(statement, options));
  return [...options.variables.map((line) => `\\set ${line}`), ...lines, ''].join('\n');
}

function statementLines(statement: LoggedStatement, options: ScriptOptions): string[] {
  const { sql } = statement;
  // A text of several statements cannot be prepared; pgbench sends each by itself.
  if (statement.kind === 'simple') {
    return splitStatements(sql).map((one) => ended(simpleText(one, options.replacements), options.givesVariables(one)));
  }
  const types = options.parameterTypes(sql);
  const values = statement.parameters.map((value, index) =>
    parameterExpression(value, types[index] ?? 'text', options.replacements),
  );
  const text = withoutColonsInLiterals(sql).replaceAll(/\$(\d+)/g, (_all, number: string) => {
    const value = values[Number(number) - 1];
    if (value === undefined) throw new Error(`Parameter $${number} of this statement was not logged: ${sql}`);
    return value;
  });
  return [ended(text, options.givesVariables(sql))];
}

function ended(sql: string, givesVariables: boolean): string {
  return givesVariables ? `${sql} \\gset` : `${sql};`;
}

/** A parameter's recorded value with what varies replaced, as an expression of the parameter's type. */
function parameterExpression(value: string | null, type: string, replacements: readonly Replacement[]): string {
  if (value === null) return `null::${type}`;
  const whole = replacements.find(({ recorded }) => recorded === value);
  if (whole) return `(${whole.by})::${type}`;
  return `(${withReplacements(literal(value), value, replacements)})::${type}`;
}

function withReplacements(expression: string, value: string, replacements: readonly Replacement[]): string {
  return replacements
    .filter(({ recorded }) => value.includes(recorded))
    .reduce((inner, { recorded, by }) => `replace(${inner}, ${literal(recorded)}, ${by})`, expression);
}

/** In a simple statement the values stand in literals of its text. */
function simpleText(sql: string, replacements: readonly Replacement[]): string {
  return sql.replaceAll(/'((?:[^']|'')*)'/g, (all: string, quoted: string) => {
    const value = quoted.replaceAll("''", "'");
    const varies = replacements.some(({ recorded }) => value.includes(recorded));
    if (!varies) return value.includes(':') ? literal(value) : all;
    return `(${withReplacements(literal(value), value, replacements)})`;
  });
}

/** pgbench takes `:name` for a variable even inside quotes, so that a colon in a literal is written as an escape. */
export function literal(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a').replaceAll('\n', '\\n');
  return `E'${escaped}'`;
}

function withoutColonsInLiterals(sql: string): string {
  return sql.replaceAll(/'((?:[^']|'')*)'/g, (all: string, quoted: string) =>
    quoted.includes(':') ? literal(quoted.replaceAll("''", "'")) : all,
  );
}

/** At semicolons outside of quotes. */
export function splitStatements(sql: string): readonly string[] {
  const parts = sql.match(/(?:'(?:[^']|'')*'|[^;'])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
