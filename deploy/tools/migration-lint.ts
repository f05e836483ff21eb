import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { MigrationStatements } from '@rotables/persistence';

/**
 * Matters of taste on which MikroORM decides, and time limits, which every migration gets from `prepareDatabase`. What is left is what holds
 * up a running service or breaks the version beside it: rewriting a table, scanning it under a lock, taking away or renaming what is read.
 */
const leftOut = [
  'prefer-bigint-over-int',
  'prefer-identity',
  'prefer-text-field',
  'require-lock-timeout',
  'require-statement-timeout',
];

interface SquawkFinding {
  readonly file: string;
  readonly rule_name: string;
  readonly message: string;
  readonly line: number;
}

/**
 * What squawk finds in the migrations, each as a sentence with the way out. A finding that is meant, such as dropping a column that the last
 * release no longer reads, is answered in the SQL: a line `-- squawk-ignore RULE` before the statement, the reason in the line above it.
 */
export async function lintMigrations(migrations: readonly MigrationStatements[]): Promise<string[]> {
  if (migrations.length === 0) return [];
  const directory = await mkdtemp(join(tmpdir(), 'rotables-lint-'));
  try {
    const files = await Promise.all(
      migrations.map(async ({ name, sql, inTransaction }) => {
        const text = sql.map((statement) => `${statement.trim().replace(/;$/, '')};`).join('\n');
        const file = join(directory, `${name}.sql`);
        await writeFile(file, inTransaction ? `begin;\n${text}\ncommit;\n` : `\n${text}\n`);
        return file;
      }),
    );
    // Both ways a line stands before the SQL, so that squawk's lines, counted from 0, are those of the SQL, counted from 1.
    return (await runSquawk(files)).map(
      ({ file, rule_name: rule, message, line }) =>
        `The migration ${basename(file, '.sql')} may hold up who uses the database (${rule}, line ${line} of its SQL): ${message} ` +
        `Do it otherwise, or answer it in the SQL with a reason and a line "-- squawk-ignore ${rule}".`,
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}

function runSquawk(args: readonly string[]): Promise<SquawkFinding[]> {
  const settings = ['--reporter', 'json', '--pg-version', '18', ...leftOut.flatMap((rule) => ['--exclude', rule])];
  const squawk = join('node_modules', '.bin', 'squawk');
  return new Promise((resolve, reject) => {
    execFile(squawk, [...settings, ...args], (failure, stdout) => {
      // It exits with 1 when it finds something, which is no failure of its own; without an answer it could not be run.
      if (failure !== null && stdout === '') reject(new Error('squawk could not be run.', { cause: failure }));
      else resolve(JSON.parse(stdout) as SquawkFinding[]);
    });
  });
}
