import { Injectable } from '@nestjs/common';
import type { BusinessDate } from '@rotables/domain-kernel';
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
}

const coverageColumns = `coverage.serial, number as coverage, model, coverage.city, plan, customer_name as "customerName",
  customer_phone as "customerPhone", plate, contract_number as "contractNumber", acceptance_on::text as "acceptanceOn",
  installed_on::text as "installedOn", service_fee_paid_until_on::text as "serviceFeePaidUntilOn", inherited_from as "inheritedFrom",
  state, to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt",
  (select max(until_on)::text from coverage_term term where term.serial = coverage.serial and term.number = coverage.number) as "coveredUntil"`;

/** Lists and pages about covered units; what a session may see is row-level security's business. */
@Injectable()
export class CoveredUnitReads {
  /** Ordered by serial, after `after`; only a serial's latest coverage. */
  async list(filter: CoveredUnitFilter, after: string | undefined, limit: number): Promise<readonly CoverageRead[]> {
    const { rows } = await UnitOfWork.preparedQuery<CoverageRead>(
      'covered-unit-list',
      `select ${coverageColumns} from coverage
       where ($1::text is null or serial > $1) and ($2::text is null or starts_with(serial, $2))
         and ($3::text is null or coverage.city = $3) and ($4::text is null or model = $4) and ($5::text is null or plan = $5)
         and ($6::text is null or customer_phone = $6) and ($7::text is null or plate = $7)
         and ($8::date is null or exists (select from coverage_term term where term.serial = coverage.serial
           and term.number = coverage.number and term.from_on <= $8 and $8 < term.until_on))
         and not exists (select from coverage later where later.serial = coverage.serial and later.number > coverage.number)
       order by serial limit $9`,
      [
        after ?? null,
        filter.serial ?? null,
        filter.city ?? null,
        filter.model ?? null,
        filter.plan ?? null,
        filter.customerPhone ?? null,
        filter.plate ?? null,
        filter.coveredOn ?? null,
        limit,
      ],
    );
    return rows;
  }

  /** Every coverage of a serial that had begun by the end of `asOf`, the latest first. */
  async coverages(serial: string, asOf: BusinessDate): Promise<readonly CoverageRead[]> {
    const { rows } = await UnitOfWork.preparedQuery<CoverageRead>(
      'covered-unit-coverages',
      `select ${coverageColumns} from coverage where serial = $1 and least(installed_on, acceptance_on) <= $2 order by number desc`,
      [serial, asOf],
    );
    return rows;
  }

  async terms(serial: string): Promise<readonly TermRead[]> {
    const { rows } = await UnitOfWork.preparedQuery<TermRead>(
      'covered-unit-terms',
      `select number as coverage, from_on::text as "fromOn", until_on::text as "untilOn", source, document
       from coverage_term where serial = $1 order by number, id`,
      [serial],
    );
    return rows;
  }
}
