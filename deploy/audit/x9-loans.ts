import { caseClosedV1 } from '@rotables/contracts';
import type { Finder } from './report.js';
import { toldAtSql } from './shared-sql.js';
import type { Books } from './snapshot.js';
import { judgeReplacements } from './x9-replacements.js';

export interface LoanRow {
  readonly loan_number: string;
  readonly fault_number: string;
  readonly serial: string;
  readonly defective_serial: string;
  readonly state: string;
  readonly defective_state: string;
  readonly place: string;
  readonly is_at_customer: boolean;
  readonly recorded_at: Date;
  /** When the pool recorded that it was lent. */
  readonly lent_at: Date | null;
}

interface CaseRow {
  readonly fault_number: string;
  readonly serial: string;
  readonly resolution: string | null;
  /** When rma told that it was over, if it is; null too where its log was shortened since. */
  readonly closed_told_at: Date | null;
}

/** Only of cases that are over the log is asked. */
const casesSql = `
  select c.fault_number, c.serial, c.resolution, case when c.closed_at is not null then ${toldAtSql({ ...caseClosedV1, key: 'c.fault_number' })} end as closed_told_at
  from rma_case c where c.fault_number = any ($1)`;

/** So long two services may take to hear of each other: a case that ended while its spare was lent has its loan, which comes back. */
const sameMomentMilliseconds = 60_000;

interface NoticeRow {
  readonly notice_number: string;
  readonly fault_number: string;
  readonly replacement_serial: string;
  readonly outcome: string;
}

interface AwayRow {
  readonly serial: string;
  readonly place: string;
  readonly recorded_at: Date;
}

/** Whether what was recorded then may still be on its way between the services. */
export type IsOnItsWay = (recordedAt: Date) => boolean;

/** As people are told it: what is on loan is at a customer, under the name of its loan. */
const placeText = `concat_ws(':', case u.place_kind when 'loan' then 'customer' else u.place_kind end, nullif(u.place_id, ''))`;

const loansSql = `
  select l.loan_number, l.fault_number, l.serial, l.defective_serial, l.state, l.defective_state, m.recorded_at,
    ${placeText} || ', owned by the ' || u.owner as place,
    (select lent.recorded_at from movement lent
      where lent.serial = l.serial and lent.document = l.loan_number and lent.kind = 'loaned' limit 1) as lent_at,
    u.place_kind = 'loan' and u.place_id = l.loan_number and u.owner = 'company' as is_at_customer
  from loan l join spare_unit u using (serial) join movement m on (m.serial, m.sequence) = (u.serial, u.version)
  order by l.loan_number`;

/** The company's units that are at customers, but on no open loan. */
const awaySql = `
  select u.serial, ${placeText} as place, m.recorded_at
  from spare_unit u join movement m on (m.serial, m.sequence) = (u.serial, u.version)
  where u.place_kind in ('loan', 'customer') and u.owner = 'company'
    and not exists (select from loan l where l.loan_number = u.place_id and l.serial = u.serial and l.state = 'out')
  order by u.serial collate "C"`;

/**
 * X9, three ways: stock, cases and money say the same of every loan. A loan is out while its unit is at the customer; it has its case, for
 * the case's own unit; a formal replacement is one in the pool and in the case; a notice says what became of its loan; nobody has a
 * refund and a replacement for one fault; and no other unit of the company is at a customer but one that a case waits for.
 */
export async function judgeLoans(books: Books, finder: Finder, isOnItsWay: IsOnItsWay): Promise<void> {
  const { sparePool, rma, billing } = books;
  const loans = await sparePool.all<LoanRow>(loansSql);
  const faults = loans.map(({ fault_number: fault }) => fault);
  const cases = await rma.all<CaseRow>(casesSql, [faults]);
  const caseOf = new Map(cases.map((one) => [one.fault_number, one]));
  const refunded = new Set(
    (
      await billing.all<{ fault_number: string }>(
        `select fault_number from refund where state = 'paid' and fault_number = any ($1)`,
        [faults],
      )
    ).map(({ fault_number: fault }) => fault),
  );
  for (const loan of loans) {
    finder.checked += 1;
    const contradiction =
      contradictionOf(loan, caseOf.get(loan.fault_number)) ??
      (loan.state === 'formal-replacement' && refunded.has(loan.fault_number)
        ? 'billing has paid a refund for the same fault'
        : null);
    if (contradiction === null) continue;
    if (isOnItsWay(loan.recorded_at)) finder.inFlight += 1;
    else {
      const oneSide = `the pool has lent ${loan.serial} for ${loan.defective_serial} of ${loan.fault_number} (${loan.state})`;
      finder.violation(`loan ${loan.loan_number}`, oneSide, contradiction);
    }
  }
  await judgeNotices(books, loans, finder, isOnItsWay);
  await judgeReplacements(books, loans, finder, isOnItsWay);
  await judgeAway(books, finder, isOnItsWay);
}

function contradictionOf(loan: LoanRow, found: CaseRow | undefined): string | null {
  if ((loan.state === 'out') !== loan.is_at_customer)
    return loan.state === 'out' || loan.is_at_customer ? `stock has the unit at ${loan.place}` : null;
  if (found === undefined) return 'rma has no such case';
  if (found.serial !== loan.defective_serial) return `the case is about ${found.serial}`;
  if (loan.state === 'out') return contradictionOfOut(loan, found);
  if (loan.state === 'formal-replacement' && found.resolution !== 'formal-replacement')
    return `rma has the case as ${found.resolution ?? 'not resolved'}`;
  return null;
}

function contradictionOfOut(loan: LoanRow, found: CaseRow): string | null {
  if (found.resolution === 'withdrawn') return 'rma has the case as withdrawn';
  return wasOver(loan, found) ? `rma had the case as ${found.resolution ?? 'closed'} already` : null;
}

function wasOver({ lent_at: lentAt }: LoanRow, { closed_told_at: closedAt }: CaseRow): boolean {
  return lentAt !== null && closedAt !== null && lentAt.getTime() - closedAt.getTime() > sameMomentMilliseconds;
}

/** A notice that was recovered says of its spare what the loan says. */
async function judgeNotices(
  { rma }: Books,
  loans: readonly LoanRow[],
  finder: Finder,
  isOnItsWay: IsOnItsWay,
): Promise<void> {
  const loanOf = new Map(loans.map((loan) => [`${loan.fault_number} ${loan.serial}`, loan]));
  const notices = await rma.all<NoticeRow>(
    `select notice_number, fault_number, replacement_serial, outcome from spare_replacement_notice
     where outcome is not null order by notice_number`,
  );
  for (const notice of notices) {
    const loan = loanOf.get(`${notice.fault_number} ${notice.replacement_serial}`);
    const wanted = notice.outcome === 'spare-returned' ? 'returned' : notice.outcome;
    if (loan?.state === wanted) continue;
    if (loan !== undefined && isOnItsWay(loan.recorded_at)) finder.inFlight += 1;
    else
      finder.violation(
        `notice ${notice.notice_number}`,
        `rma has recovered it: ${notice.outcome} of ${notice.replacement_serial}`,
        loan === undefined
          ? 'the pool has no loan of that unit for that case'
          : `loan ${loan.loan_number} is ${loan.state}`,
      );
  }
}

async function judgeAway({ sparePool, rma }: Books, finder: Finder, isOnItsWay: IsOnItsWay): Promise<void> {
  const away = await sparePool.all<AwayRow>(awaySql);
  const awaited = new Set(
    (
      await rma.all<{ serial: string }>('select serial from rma_case where received_at is null and serial = any ($1)', [
        away.map(({ serial }) => serial),
      ])
    ).map(({ serial }) => serial),
  );
  for (const { serial, place, recorded_at: recordedAt } of away) {
    if (awaited.has(serial)) continue;
    if (isOnItsWay(recordedAt)) finder.inFlight += 1;
    else
      finder.violation(
        `unit ${serial}`,
        `stock has it at ${place}, owned by the company`,
        'it is on no open loan, and no case waits for it',
      );
  }
}
