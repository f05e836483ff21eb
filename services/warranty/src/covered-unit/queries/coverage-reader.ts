import { Injectable } from '@nestjs/common';
import { parseBusinessDate, type BusinessDate } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CoverageFacts } from '../../entitlement/decide-entitlement.js';
import type { AfterTermRule } from '../../warranty-plan/warranty-plan.js';

interface FactsRow {
  readonly acceptance_on: string;
  readonly inherited_from: string | null;
  readonly service_fee_paid_until_on: string | null;
  readonly plan: string;
  readonly refund_days: number;
  readonly free_replacement_months: number;
  readonly after_term: AfterTermRule;
  readonly terms: readonly { readonly fromOn: string; readonly untilOn: string }[];
}

/** What an entitlement decision reads of a unit's coverage. */
export interface CoverageAsOf {
  readonly facts: CoverageFacts | null;
  /** Whether the service fee is paid for that day; true where none is asked for. */
  readonly serviceFeePaid: boolean;
}

/** Reads coverage as it was at a moment, across all customers that a serial has had. */
@Injectable()
export class CoverageReader {
  /** The coverage that was active at `at`: begun by `on`, not ended before. */
  async factsAsOf(serial: string, on: BusinessDate, at: Date): Promise<CoverageAsOf> {
    const { rows } = await UnitOfWork.preparedQuery<FactsRow>(
      'coverage-facts-as-of',
      `select coverage.acceptance_on::text, inherited_from, service_fee_paid_until_on::text, plan, refund_days,
         free_replacement_months, after_term,
         (select coalesce(json_agg(json_build_object('fromOn', from_on, 'untilOn', until_on) order by from_on), '[]')
          from coverage_term term where term.serial = coverage.serial and term.number = coverage.number) as terms
       from coverage join warranty_plan using (plan)
       where serial = $1 and (acceptance_on <= $2 or installed_on <= $2) and (ended_at is null or ended_at > $3)
       order by number limit 1`,
      [serial, on, at],
    );
    const row = rows[0];
    if (!row) return { facts: null, serviceFeePaid: true };
    return { facts: factsOf(row), serviceFeePaid: paidOn(row.service_fee_paid_until_on, on) };
  }
}

function paidOn(paidUntilOn: string | null, on: BusinessDate): boolean {
  return paidUntilOn === null || on <= paidUntilOn;
}

function factsOf(row: FactsRow): CoverageFacts {
  return {
    acceptanceOn: parseBusinessDate(row.acceptance_on),
    plan: row.plan,
    refundDays: row.refund_days,
    freeReplacementMonths: row.free_replacement_months,
    afterTerm: row.after_term,
    inherited: row.inherited_from !== null,
    terms: row.terms.map(({ fromOn, untilOn }) => ({
      fromOn: parseBusinessDate(fromOn),
      untilOn: parseBusinessDate(untilOn),
    })),
  };
}
