import type { BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { instantFrom } from '../../database-instant.js';
import { siteColumns, siteOf, type SiteRow } from '../../site/persistence/site-row.js';
import { spareUnitColumns, spareUnitOf } from '../../spare-unit/persistence/spare-unit-row.js';
import type { SpareUnitRow } from '../../spare-unit/persistence/spare-unit-row.js';
import { LoanNotFound } from '../loan.errors.js';
import type { ReplacementGround } from '@rotables/contracts';
import type {
  DefectiveUnitState,
  KeepAnswer,
  KeepState,
  Loan,
  LoanKind,
  LoanState,
  LossState,
  ReturnCondition,
} from '../loan.js';
import type { ReturnBasis, ReturnWish } from '../loan.repository.js';

/** The loan's own columns under names that the unit and the site do not have. */
interface LoanRow {
  readonly loan_number: string;
  readonly fault_number: string;
  readonly loan_city: CityCode;
  readonly loan_site: string;
  readonly loan_serial: Serial;
  readonly loan_model: string;
  readonly requested_model: string;
  readonly loan_kind: LoanKind;
  readonly defective_serial: Serial;
  readonly substitute: boolean;
  readonly due_back_on: BusinessDate;
  readonly loaned_by: string;
  readonly loaned_at: string;
  readonly state: LoanState;
  readonly defective_state: DefectiveUnitState;
  readonly ended_at: string | null;
  readonly keep_state: KeepState;
  readonly keep_proposed_by: string | null;
  readonly keep_proposed_at: string | null;
  readonly keep_proposal: number | null;
  readonly keep_answer: KeepAnswer | null;
  readonly keep_ground: ReplacementGround | null;
  readonly loss_state: LossState;
  readonly loss_reported_by: string | null;
  readonly loss_reported_at: string | null;
  readonly return_condition: ReturnCondition | null;
  readonly measured: string | null;
  readonly loan_version: number;
}

interface BasisRow extends LoanRow, SiteRow, Omit<SpareUnitRow, 'serial'> {
  readonly serial: SpareUnitRow['serial'] | null;
  readonly open_from: string | null;
  readonly reporter_name: string | null;
}

/**
 * The loan is locked before its unit, as everywhere. Whoever waits for the lock is given both rows as they are afterwards; the site is
 * read without a lock, as it was at the begin of the statement.
 */
const returnBasis = `
  with lent as (
    select loan_number, fault_number, city as loan_city, site as loan_site, serial as loan_serial, model as loan_model, requested_model,
      loan_kind, defective_serial, substitute, due_back_on, loaned_by, loaned_at, state, defective_state, ended_at,
      keep_state, keep_proposed_by, keep_proposed_at, keep_proposal, keep_answer, keep_ground, loss_state, loss_reported_by,
      loss_reported_at, return_condition, measured, version as loan_version
    from loan where loan_number = $1 for update
  ), unit as (
    select ${spareUnitColumns} from spare_unit where serial = (select loan_serial from lent) for update
  ), place as (
    select ${siteColumns} from site where site = coalesce($2, (select loan_site from lent))
  ), book as (
    select open_from from city_book where city = (select loan_city from lent) for share
  )
  select lent.*, place.*, unit.*, book.open_from,
    (select reporter_name from fault_case where fault_number = lent.fault_number) as reporter_name
  from lent left join place on true left join unit on true left join book on true`;

export async function loadReturnBasis({ loanNumber, site }: ReturnWish): Promise<ReturnBasis> {
  const { rows } = await UnitOfWork.preparedQuery<BasisRow>('loan-return-basis', returnBasis, [loanNumber, site]);
  const row = rows[0];
  if (!row) throw new LoanNotFound(loanNumber);
  const loan = loanOf(row);
  return {
    loan,
    site: siteOf(row),
    unit: row.serial === null ? null : spareUnitOf({ ...row, serial: row.serial }),
    books: new Map(row.open_from === null ? [] : [[loan.city, instantFrom(row.open_from)]]),
    reporterName: row.reporter_name,
  };
}

function loanOf(row: LoanRow): Loan {
  return {
    loanNumber: row.loan_number,
    faultNumber: row.fault_number,
    city: row.loan_city,
    site: row.loan_site,
    serial: row.loan_serial,
    model: row.loan_model,
    requestedModel: row.requested_model,
    loanKind: row.loan_kind,
    defectiveSerial: row.defective_serial,
    substitute: row.substitute,
    dueBackOn: row.due_back_on,
    loanedBy: row.loaned_by,
    loanedAt: instantFrom(row.loaned_at),
    state: row.state,
    defectiveState: row.defective_state,
    endedAt: row.ended_at === null ? null : instantFrom(row.ended_at),
    keepState: row.keep_state,
    keepProposedBy: row.keep_proposed_by,
    keepProposedAt: row.keep_proposed_at === null ? null : instantFrom(row.keep_proposed_at),
    keepProposal: row.keep_proposal,
    keepAnswer: row.keep_answer,
    keepGround: row.keep_ground,
    lossState: row.loss_state,
    lossReportedBy: row.loss_reported_by,
    lossReportedAt: row.loss_reported_at === null ? null : instantFrom(row.loss_reported_at),
    returnCondition: row.return_condition,
    measured: row.measured,
    version: row.loan_version,
  };
}
