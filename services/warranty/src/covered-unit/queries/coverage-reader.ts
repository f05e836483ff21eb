import { Injectable } from '@nestjs/common';
import { parseBusinessDate, serialKey } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CoverageFacts } from '../../entitlement/decide-entitlement.js';
import type { AfterTermRule, PlanKind } from '../../warranty-plan/warranty-plan.js';
import type { TermSource } from '../coverage-term.js';

interface FactsRow {
  readonly acceptance_on: string;
  readonly first_use_on: string;
  readonly inherited_from: string | null;
  readonly plan: string;
  readonly kind: PlanKind;
  readonly refund_days: number;
  readonly free_replacement_months: number;
  readonly after_term: AfterTermRule;
  readonly fee_until_on: string | null;
  readonly terms: readonly { readonly fromOn: string; readonly untilOn: string; readonly source: TermSource }[];
}

/** Reads coverage as it was at an instant, across all customers that a serial has had. */
@Injectable()
export class CoverageReader {
  /**
   * The coverage that was active at that instant, the one that there is, with the terms that were in force by then (W11): what was paid or
   * renewed later that day is not among them, and what was taken back later is.
   */
  async factsAsOf(serial: string, at: Date): Promise<CoverageFacts | null> {
    const { rows } = await UnitOfWork.preparedQuery<FactsRow>(
      'coverage-facts-as-of',
      `select acceptance_on::text, first_use_on::text, inherited_from, plan, kind, refund_days, free_replacement_months, after_term,
         (select (max(until_on) - 1)::text from coverage_term fee where fee.serial = coverage.serial and fee.number = coverage.number
          and source = 'service-fee' and ${inForce}) as fee_until_on,
         (select coalesce(json_agg(json_build_object('fromOn', from_on, 'untilOn', until_on, 'source', source) order by from_on), '[]')
          from coverage_term term where term.serial = coverage.serial and term.number = coverage.number and ${inForce}) as terms
       from coverage join warranty_plan using (plan)
       where serial_key = $1 and begun_at <= $2 and (ended_at is null or ended_at > $2)
       order by serial = $3 desc, number desc limit 1`,
      [serialKey(serial), at, serial],
    );
    return rows[0] ? factsOf(rows[0]) : null;
  }
}

const inForce = '(since is null or since <= $2) and (withdrawn_at is null or withdrawn_at > $2)';

function factsOf(row: FactsRow): CoverageFacts {
  return {
    acceptanceOn: parseBusinessDate(row.acceptance_on),
    firstUseOn: parseBusinessDate(row.first_use_on),
    plan: row.plan,
    planKind: row.kind,
    refundDays: row.refund_days,
    freeReplacementMonths: row.free_replacement_months,
    afterTerm: row.after_term,
    serviceFeePaidUntilOn: row.fee_until_on === null ? null : parseBusinessDate(row.fee_until_on),
    inherited: row.inherited_from !== null,
    terms: row.terms.map(({ fromOn, untilOn, source }) => ({
      fromOn: parseBusinessDate(fromOn),
      untilOn: parseBusinessDate(untilOn),
      source,
    })),
  };
}
