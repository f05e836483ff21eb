import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { businessDateOf, serialKey, type BusinessDate } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';

export interface CoveredUnitFilter {
  readonly serial: string | undefined;
  readonly city: string | undefined;
  readonly model: string | undefined;
  readonly plan: string | undefined;
  readonly customerPhone: string | undefined;
  readonly plate: string | undefined;
  /** Only units that a term covers on this day. */
  readonly coveredOn: BusinessDate | undefined;
  /** Only units whose coverage goes on until a day from this one on: `coveredUntil`, the day after the last covered one. */
  readonly coveredUntilFrom: BusinessDate | undefined;
  readonly coveredUntilTo: BusinessDate | undefined;
}

/** By serial, or by the day on which the coverage that goes on runs out. */
export const coveredUnitSorts = ['serial', 'coveredUntil'] as const;
export type CoveredUnitSort = (typeof coveredUnitSorts)[number];

/** Where the page before ended. */
export interface CoveredUnitPosition {
  readonly serial: string;
  readonly coveredUntil: string | null;
}

export interface CoverageRead {
  readonly serial: string;
  readonly coverage: number;
  readonly model: string;
  readonly city: string;
  readonly plan: string;
  readonly customerName: string;
  readonly customerPhone: string;
  readonly plate: string | null;
  readonly contractNumber: string;
  readonly acceptanceOn: string;
  readonly installedOn: string;
  readonly firstUseOn: string;
  readonly begunAt: string;
  readonly serviceFeePaidUntilOn: string | null;
  readonly inheritedFrom: string | null;
  readonly state: string;
  readonly endedAt: string | null;
  /** The day after the last covered one. */
  readonly coveredUntil: string | null;
}

export interface TermRead {
  readonly coverage: number;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly source: string;
  readonly document: string;
  readonly withdrawnAt: string | null;
  /** Whether it covers the unit at the instant that was asked about. */
  readonly inForce: boolean;
}

const coverageColumns = `coverage.serial, coverage.number as coverage, model, coverage.city, plan, customer_name as "customerName",
  customer_phone as "customerPhone", plate, contract_number as "contractNumber", acceptance_on::text as "acceptanceOn",
  installed_on::text as "installedOn", first_use_on::text as "firstUseOn", to_char(begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "begunAt", service_fee_paid_until_on::text as "serviceFeePaidUntilOn", inherited_from as "inheritedFrom",
  state, to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt",
  (select max(until_on)::text from coverage_term term where term.serial = coverage.serial and term.number = coverage.number
    and withdrawn_at is null) as "coveredUntil"`;

/** The last term of a coverage, whose end is the coverage's; of two that end on one day the later one. */
const lastTerm = `coverage_term last_term join coverage using (serial, number)`;
const isLastTerm = `last_term.withdrawn_at is null and not exists (select from coverage_term later where later.serial = last_term.serial
  and later.number = last_term.number and later.withdrawn_at is null and (later.until_on, later.id) > (last_term.until_on, last_term.id))`;
const isLatestCoverage =
  'not exists (select from coverage later where later.serial = coverage.serial and later.number > coverage.number)';

/** Lists and pages about covered units; what a session may see is row-level security's business. */
@Injectable()
export class CoveredUnitReads {
  /**
   * A serial's latest coverage only. Sorted by `coveredUntil`, or between two such days, only what has not ended for good: who was refunded or scrapped
   * has nothing that runs out.
   */
  async list(
    filter: CoveredUnitFilter,
    sort: CoveredUnitSort,
    after: CoveredUnitPosition | undefined,
    limit: number,
  ): Promise<readonly CoverageRead[]> {
    const parameters: unknown[] = [];
    const bound = (value: unknown): string => `$${parameters.push(value)}`;
    const runsOut =
      sort === 'coveredUntil' || filter.coveredUntilFrom !== undefined || filter.coveredUntilTo !== undefined;
    const order = sort === 'coveredUntil' ? 'last_term.until_on, last_term.serial' : 'coverage.serial';
    const conditions = runsOut ? [isLastTerm, `state = 'covered'`] : [isLatestCoverage];
    if (after !== undefined && sort === 'coveredUntil')
      conditions.push(`(${order}) > (${bound(after.coveredUntil)}::date, ${bound(after.serial)})`);
    else if (after !== undefined) conditions.push(`coverage.serial > ${bound(after.serial)}`);
    for (const [condition, value] of conditionsOf(filter, runsOut)) {
      if (value !== undefined) conditions.push(condition.replaceAll('?', bound(value)));
    }
    const sql = `select ${coverageColumns} from ${runsOut ? lastTerm : 'coverage'}
      where ${conditions.join(' and ')} order by ${order} limit ${bound(limit)}`;
    // There are few texts, one per combination of filters and order; each is prepared under a name of its own.
    const name = `covered-unit-list-${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    const { rows } = await UnitOfWork.preparedQuery<CoverageRead>(name, sql, parameters);
    return rows;
  }

  /** Every coverage of a serial, however it is typed (W15), that had begun by that instant, the latest first. */
  async coverages(serial: string, at: Date): Promise<readonly CoverageRead[]> {
    const { rows } = await UnitOfWork.preparedQuery<CoverageRead>(
      'covered-unit-coverages',
      `select ${coverageColumns} from coverage where serial_key = $1 and begun_at <= $2 order by serial = $3 desc, number desc`,
      [serialKey(serial), at, serial],
    );
    // Of twins from before they were refused, the one that is asked for, or the first.
    return rows.filter((row) => row.serial === rows[0]?.serial);
  }

  async terms(serial: string, at: Date): Promise<readonly TermRead[]> {
    const { rows } = await UnitOfWork.preparedQuery<TermRead>(
      'covered-unit-terms',
      `select number as coverage, from_on::text as "fromOn", until_on::text as "untilOn", source, document,
         to_char(withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "withdrawnAt",
         from_on <= $3 and $3 < until_on and (since is null or since <= $2) and (withdrawn_at is null or withdrawn_at > $2) as "inForce"
       from coverage_term where serial = $1 order by number, id`,
      [serial, at, businessDateOf(at)],
    );
    return rows;
  }
}

type Condition = readonly [sql: string, value: string | readonly string[] | undefined];

/** Each with `?` for its value; without a value nobody asked for it. */
function conditionsOf(filter: CoveredUnitFilter, runsOut: boolean): readonly Condition[] {
  const cityColumn = runsOut ? 'last_term.city' : 'coverage.city';
  return [
    ['starts_with(coverage.serial_key, ?)', filter.serial === undefined ? undefined : serialKey(filter.serial)],
    [`${cityColumn} = ?`, filter.city],
    ['model = ?', filter.model],
    ['plan = ?', filter.plan],
    ['customer_phone_key = phone_key(?)', filter.customerPhone],
    ['plate_key = plate_key(?)', filter.plate],
    ['last_term.until_on >= ?', filter.coveredUntilFrom],
    ['last_term.until_on <= ?', filter.coveredUntilTo],
    [
      `exists (select from coverage_term term where term.serial = coverage.serial and term.number = coverage.number
         and term.withdrawn_at is null and term.from_on <= ?::date and ?::date < term.until_on)`,
      filter.coveredOn,
    ],
    citiesOfSession(cityColumn),
  ];
}

/** The policy of row-level security cannot use an index; the session's cities as a condition of their own can. */
function citiesOfSession(column: string): Condition {
  const { cities } = UnitOfWork.session();
  if (cities === 'all') return [column, undefined];
  // The rows of one city come out of its index in order; those of several do not.
  return cities.length === 1 ? [`${column} = ?`, cities[0]] : [`${column} = any (?::text[])`, cities];
}
