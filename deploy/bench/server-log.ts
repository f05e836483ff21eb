/** One statement as PostgreSQL logged it. */
export interface LoggedStatement {
  /** `simple`: one text, parameters written into it; `prepared`: a text with $1, $2… and the values that came with it. */
  readonly kind: 'simple' | 'prepared';
  readonly sql: string;
  readonly parameters: readonly (string | null)[];
}

interface Entry {
  readonly process: string;
  readonly severity: string;
  readonly text: string;
}

/** `%m [%p] `, the prefix that PostgreSQL has unless told otherwise. */
const entryStart = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC \[(\d+)\] ([A-Z]+): {2}(.*)$/;

/**
 * The transactions in a log written under log_statement=all, each from its begin to its commit, in the order in which they ended.
 * Sessions are told apart by their process; what was rolled back or is still open is left out.
 */
export function transactionsIn(log: string): readonly (readonly LoggedStatement[])[] {
  const open = new Map<string, LoggedStatement[]>();
  const finished: LoggedStatement[][] = [];
  for (const [process, statement] of statementsOf(entriesOf(log))) {
    const word = /^\w+/.exec(statement.sql.toLowerCase())?.[0];
    if (word === 'begin') open.set(process, []);
    const transaction = open.get(process);
    transaction?.push(statement);
    if (word === 'commit' && transaction) finished.push(transaction);
    if (word === 'commit' || word === 'rollback') open.delete(process);
  }
  return finished;
}

function entriesOf(log: string): Entry[] {
  const entries: { process: string; severity: string; text: string }[] = [];
  for (const line of log.split('\n')) {
    const start = entryStart.exec(line);
    const last = entries.at(-1);
    if (start) entries.push({ process: start[1] ?? '', severity: start[2] ?? '', text: start[3] ?? '' });
    // The further lines of an entry are indented by one tab.
    else if (last && line.startsWith('\t')) last.text += `\n${line.slice(1)}`;
  }
  return entries;
}

function* statementsOf(entries: readonly Entry[]): Generator<[string, LoggedStatement]> {
  for (const [index, { process, severity, text }] of entries.entries()) {
    if (severity !== 'LOG') continue;
    const simple = /^statement: ([\s\S]*)$/.exec(text)?.[1];
    if (simple !== undefined) yield [process, { kind: 'simple', sql: simple.trim(), parameters: [] }];
    const prepared = /^execute [^:]*: ([\s\S]*)$/.exec(text)?.[1];
    if (prepared === undefined) continue;
    const detail = entries.slice(index + 1).find((entry) => entry.process === process);
    const parameters = detail?.severity === 'DETAIL' ? parametersIn(detail.text) : [];
    yield [process, { kind: 'prepared', sql: prepared.trim(), parameters }];
  }
}

/** Reads `Parameters: $1 = 'it''s', $2 = NULL`. */
export function parametersIn(detail: string): readonly (string | null)[] {
  const values = detail.matchAll(/\$\d+ = (NULL|'((?:[^']|'')*)')(?:, |$)/g);
  return [...values].map(([, word, quoted]) => (word === 'NULL' ? null : (quoted ?? '').replaceAll("''", "'")));
}
