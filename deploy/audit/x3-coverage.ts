import { Finder, type Findings } from './report.js';
import type { Books } from './snapshot.js';
import { judgeHeirs } from './x3-heirs.js';

interface ContradictionRow {
  readonly subject: string;
  readonly one_side: string;
  readonly other_side: string;
}

const withinWarranty = `
  select 'unit ' || serial as subject, count(*) || ' coverages are active: number ' || string_agg(number::text, ', ' order by number) as one_side,
    'a unit has one at most' as other_side
  from coverage where state = 'covered' group by serial having count(*) > 1
  union all
  select 'fault ' || inherited_by_fault, count(*) || ' coverages were inherited by it: of ' || string_agg(serial, ', ' order by serial),
    'a replacement inherits exactly once'
  from coverage where inherited_by_fault is not null group by inherited_by_fault having count(*) > 1
  union all
  select 'unit ' || one.serial, 'a term of coverage ' || one.number || ' runs from ' || one.from_on || ' until ' || one.until_on,
    'another of the same runs from ' || other.from_on || ' until ' || other.until_on
  from coverage_term one join coverage_term other
    on (one.serial, one.number) = (other.serial, other.number) and one.id < other.id
    and daterange(one.from_on, one.until_on) && daterange(other.from_on, other.until_on)`;

interface KeptRow {
  readonly loan_number: string;
  readonly fault_number: string;
  readonly serial: string;
  readonly defective_serial: string;
}

interface HeirRow {
  readonly serial: string;
  readonly inherited_by_fault: string;
}

/** X3: at most one active coverage per unit; every formal replacement inherited what was left of the coverage, exactly once, and no more ({@link judgeHeirs}). */
export async function auditCoverage({ warranty, sparePool }: Books, graceSeconds: number): Promise<Findings> {
  const finder = new Finder('X3');
  const [counted] = await warranty.all<{ units: number }>('select count(*)::integer as units from covered_unit');
  finder.checked = counted?.units ?? 0;
  for await (const { subject, one_side: oneSide, other_side: otherSide } of warranty.stream<ContradictionRow>(
    withinWarranty,
  )) {
    finder.violation(subject, oneSide, otherSide);
  }
  await judgeHeirs({ warranty, sparePool }, finder, graceSeconds);
  const heard = new Set(
    (
      await warranty.all<{ key: string }>(
        `select key from inbox where topic = 'spare-pool.loan.v1' and type = 'spare-pool.formal-replacement-made.v1' and outcome = 'processed'`,
      )
    ).map(({ key }) => key),
  );
  const heirs = await warranty.all<HeirRow>(
    'select serial, inherited_by_fault from coverage where inherited_by_fault is not null',
  );
  const heirOf = new Map(heirs.map((heir) => [heir.inherited_by_fault, heir.serial]));
  const kept = await sparePool.all<KeptRow>(
    `select loan_number, fault_number, serial, defective_serial from loan where state = 'formal-replacement' order by loan_number`,
  );
  const known = await everCovered(
    warranty,
    kept.map(({ defective_serial: serial }) => serial),
  );
  for (const loan of kept) {
    const heir = heirOf.get(loan.fault_number);
    if (!heard.has(loan.loan_number)) finder.inFlight += 1;
    else if (heir === undefined && known.has(loan.defective_serial)) {
      const oneSide = `${loan.serial} stayed as formal replacement for ${loan.defective_serial} (${loan.loan_number})`;
      finder.violation(`fault ${loan.fault_number}`, oneSide, 'warranty has heard of it and no coverage was inherited');
    } else if (heir !== undefined && heir !== loan.serial) {
      finder.violation(
        `fault ${loan.fault_number}`,
        `${loan.serial} stayed as formal replacement`,
        `warranty has ${heir} as the heir`,
      );
    }
  }
  return finder.findings;
}

/** A replaced unit that was never registered has nothing to hand on. */
async function everCovered(warranty: Books['warranty'], serials: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await warranty.all<{ serial: string }>('select distinct serial from coverage where serial = any ($1)', [
    serials,
  ]);
  return new Set(rows.map(({ serial }) => serial));
}
