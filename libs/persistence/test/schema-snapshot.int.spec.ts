import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { Migration } from '@mikro-orm/migrations';
import { citySecurity, cityRowSecurity, schemaProblems, writeMigration } from '../src/index.js';

const properties = { id: p.string().primary(), city: p.string(), dueBackOn: p.date().nullable() };
const LoanSchema = defineEntity({ name: 'LoanDocument', properties, ...citySecurity('loan_document') });
const LongerLoanSchema = defineEntity({
  name: 'LoanDocument',
  properties: { ...properties, units: p.integer() },
  ...citySecurity('loan_document'),
});

describe('migrations from entities', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const written = async (entity: typeof LoanSchema | typeof LongerLoanSchema, name: string) => {
    const migration = await writeMigration({ entities: [entity], migrations: [] }, directory, name);
    return migration ? { ...migration, text: await readFile(join(directory, migration.fileName), 'utf8') } : undefined;
  };

  it('are written without a database: the first, the change, and nothing when there is none', async () => {
    const first = await written(LoanSchema, 'add_loan_document');
    expect(first?.fileName).toMatch(/^Migration\d{14}_add_loan_document\.ts$/);
    expect(first?.text).toContain(
      'create table "loan_document" ("id" varchar(255) not null, "city" varchar(255) not null, "due_back_on" date null',
    );
    expect(first?.text).toMatch(/force row level security/i);
    expect(first?.text).toMatch(/create policy "?loan_document_city/i);
    expect(await written(LoanSchema, 'nothing')).toBeUndefined();
    expect((await written(LongerLoanSchema, 'add_units'))?.text).toContain(
      'alter table "loan_document" add "units" int not null',
    );
  });

  it('say the same of row-level security by either way', () => {
    const [policy] = citySecurity('loan_document').policies;
    expect(cityRowSecurity('loan_document')).toContain(
      `create policy ${policy.name} on loan_document using (${policy.using}) with check (${policy.check});`,
    );
  });

  it('are found to be missing, stale or not listed', async () => {
    const problems = (entity: typeof LoanSchema | typeof LongerLoanSchema, classes: MigrationObject['class'][] = []) =>
      schemaProblems(
        { entities: [entity], migrations: classes.map((each) => ({ name: each.name, class: each })) },
        directory,
      );
    expect(await problems(LoanSchema)).toEqual([
      expect.stringContaining('schema-snapshot.json is missing; run migration:create'),
    ]);
    const first = await written(LoanSchema, 'add_loan_document');
    expect(await problems(LoanSchema)).toEqual([
      expect.stringContaining(`no class ${first?.className} stands in the service's migrations`),
    ]);
    const listed = {
      [first?.className ?? '']: class extends Migration {
        override up(): void {
          this.addSql('select 1');
        }
      },
    };
    const classes = Object.values(listed);
    expect(await problems(LoanSchema, classes)).toEqual([]);
    expect(await problems(LongerLoanSchema, classes)).toEqual([expect.stringContaining('The entities differ from')]);
    await writeFile(join(directory, 'readme.md'), '');
    expect(await problems(LoanSchema, classes)).toEqual([]);
  });

  it('have names in snake_case', async () => {
    await expect(written(LoanSchema, 'Add loan')).rejects.toThrow('name is "Add loan", but must be in snake_case');
  });
});
