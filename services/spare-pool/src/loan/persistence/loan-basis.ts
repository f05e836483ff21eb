import { UnitOfWork } from '@rotables/persistence';
import { numberedOn } from '../../business-time/stated-time.js';
import { instantFrom } from '../../database-instant.js';
import { serialKeySql } from '../../covered-unit/persistence/serial-key-sql.js';
import { faultCaseColumns, faultCaseOf, type FaultCaseRow } from '../../fault-case/persistence/fault-case-row.js';
import { siteColumns, siteOf, type SiteRow } from '../../site/persistence/site-row.js';
import { spareUnitColumns, spareUnitOf } from '../../spare-unit/persistence/spare-unit-row.js';
import type { SpareUnitRow } from '../../spare-unit/persistence/spare-unit-row.js';
import type { LoanBasis, LoanWish } from '../loan.repository.js';

/** One row, whatever is missing; what is not there is null. */
interface BasisRow extends Omit<SpareUnitRow, 'serial'>, SiteRow, FaultCaseRow {
  readonly serial: SpareUnitRow['serial'] | null;
  readonly next: string;
  readonly unit_is_covered: boolean;
  readonly open_from: string | null;
}

/** Wherever it is: the refusal says where. Both statements take the same parameters, so that this one must mention the time too. */
const chosenUnit = `
  select ${spareUnitColumns}, serial_key from spare_unit where serial_key = ${serialKeySql('$3')} and $4::timestamptz is not null
  order by serial = $3 desc limit 1 for update`;
const oldestUnit = `
  select ${spareUnitColumns}, serial_key from spare_unit
  where place_kind = 'site' and place_id = $1 and model = coalesce((select case_model from reported), $3) and since <= $4
    and condition in ('good', 'refurbished') and owner = 'company'
  order by since, serial limit 1 for update skip locked`;

/** Everything that a loan is decided on, in one round trip. The share lock keeps a month-end from freezing the book meanwhile. */
const basisWith = (unit: string): string => `
  with reported as (
    select ${faultCaseColumns} from fault_case where fault_number = $2
  ), unit as (${unit}
  ), place as (
    select ${siteColumns} from site where site = $1
  ), book as (
    select open_from from city_book where city = (select site_city from place) for share
  )
  select unit.*, place.*, reported.*, book.open_from, nextval('loan_number') as next,
    exists (select from covered_unit known where ${serialKeySql('known.serial')} = unit.serial_key and covered) as unit_is_covered
  from (select) as one left join place on true left join reported on true left join unit on true left join book on true`;

const basisWithChosen = basisWith(chosenUnit);
const basisWithOldest = basisWith(oldestUnit);

export async function loadLoanBasis(wish: LoanWish): Promise<LoanBasis> {
  const { site, faultNumber, model, serial, loanedAt } = wish;
  const { rows } = await UnitOfWork.preparedQuery<BasisRow>(
    serial === null ? 'loan-basis-of-oldest' : 'loan-basis-of-chosen',
    serial === null ? basisWithOldest : basisWithChosen,
    [site, faultNumber, serial ?? model, loanedAt],
  );
  const row = rows[0];
  if (!row) throw new Error('What a loan is decided on has always one row.');
  return {
    site: siteOf(row),
    unit: row.serial === null ? null : spareUnitOf({ ...row, serial: row.serial }),
    books: new Map(row.open_from === null ? [] : [[row.site_city, instantFrom(row.open_from)]]),
    // What the customer is entitled to decides nothing before the spare is to stay.
    faultCase: faultCaseOf(row, null),
    unitIsCovered: row.unit_is_covered,
    loanNumber: numberedOn('LN', loanedAt, Number(row.next)),
  };
}
