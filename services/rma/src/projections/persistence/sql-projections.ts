import { Injectable } from '@nestjs/common';
import type {
  CoverageEnded,
  CoverageInherited,
  EntitlementDecided,
  EntitlementKind,
  EntitlementSuperseded,
  SpareUnitLoaned,
  UnitRegistered,
} from '@rotables/contracts';
import { parseCityCode, type CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { EntitlementFact, QuoteFact, ServiceFacts } from '../../rma-case/service-facts.js';
import {
  Projections,
  type KnownUnit,
  type LoanFact,
  type LoanState,
  type QuoteTold,
  type RefundFact,
  type RefundTold,
} from '../projections.js';

interface EntitlementRow {
  readonly entitlement_id: string;
  readonly kind: EntitlementKind;
  readonly rule: string;
  readonly reason: string;
  readonly covered_until: string | null;
  readonly superseded_at: string | null;
}

interface QuoteRow {
  readonly quote_number: string;
  readonly total_fen: string;
  readonly state: QuoteFact['state'];
  readonly answered_at: string | null;
}

interface LoanRow {
  readonly loan_number: string;
  readonly serial: string;
  readonly model: string;
  readonly loan_kind: LoanFact['loanKind'];
  readonly due_back_on: string;
  readonly loaned_at: string;
  readonly state: LoanState;
}

interface RefundRow {
  readonly refund_number: string;
  readonly amount_fen: string;
  readonly state: RefundFact['state'];
}

@Injectable()
export class SqlProjections extends Projections {
  async unit(serial: string): Promise<KnownUnit | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<{ model: string; customer_phone: string; plate: string | null }>(
      'covered-unit-of-serial',
      'select model, customer_phone, plate from covered_unit_projection where serial = $1',
      [serial],
    );
    const row = rows[0];
    return row && { model: row.model, customerPhone: row.customer_phone, plate: row.plate };
  }

  async serviceFacts(faultNumber: string): Promise<ServiceFacts> {
    const entitlements = await UnitOfWork.preparedQuery<EntitlementRow>(
      'entitlement-of-fault',
      `select entitlement_id, kind, rule, reason, covered_until::text, superseded_at::text
       from entitlement_projection where fault_number = $1`,
      [faultNumber],
    );
    const quotes = await UnitOfWork.preparedQuery<QuoteRow>(
      'quotes-of-fault',
      `select quote_number, total_fen::text, state, answered_at::text from quote_projection
       where fault_number = $1 order by answered_at desc nulls first, quote_number desc`,
      [faultNumber],
    );
    const entitlement = entitlements.rows[0];
    return { entitlement: entitlement ? entitlementFact(entitlement) : null, quotes: quotes.rows.map(quoteFact) };
  }

  async loans(faultNumber: string): Promise<readonly LoanFact[]> {
    const { rows } = await UnitOfWork.preparedQuery<LoanRow>(
      'loans-of-fault',
      `select loan_number, serial, model, loan_kind, due_back_on::text, loaned_at::text, state
       from loan_projection where fault_number = $1 order by loaned_at, loan_number`,
      [faultNumber],
    );
    return rows.map((row) => ({
      loanNumber: row.loan_number,
      serial: row.serial,
      model: row.model,
      loanKind: row.loan_kind,
      dueBackOn: row.due_back_on,
      loanedAt: new Date(row.loaned_at).toISOString(),
      state: row.state,
    }));
  }

  async refunds(faultNumber: string): Promise<readonly RefundFact[]> {
    const { rows } = await UnitOfWork.preparedQuery<RefundRow>(
      'refunds-of-fault',
      'select refund_number, amount_fen::text, state from refund_projection where fault_number = $1 order by refund_number',
      [faultNumber],
    );
    return rows.map((row) => ({
      refundNumber: row.refund_number,
      amountFen: Number(row.amount_fen),
      state: row.state,
    }));
  }

  async cityOfSite(site: string): Promise<CityCode | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<{ city: string }>(
      'city-of-site',
      'select city from site_projection where site = $1',
      [site],
    );
    return rows[0] && parseCityCode(rows[0].city);
  }

  async unitsCovered(units: readonly (UnitRegistered | CoverageInherited)[]): Promise<void> {
    // Of a serial that is there twice the later counts, and one statement may write a row once only.
    const latest = [...new Map(units.map((unit) => [unit.serial, unit])).values()];
    await UnitOfWork.preparedQuery(
      'covered-unit-upsert',
      `insert into covered_unit_projection (serial, model, city, customer_name, customer_phone, plate, covered)
       select serial, model, city, customer_name, customer_phone, plate, true
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         as unit (serial, model, city, customer_name, customer_phone, plate)
       on conflict (serial) do update set model = excluded.model, city = excluded.city, customer_name = excluded.customer_name,
         customer_phone = excluded.customer_phone, plate = excluded.plate, covered = true`,
      [
        latest.map(({ serial }) => serial),
        latest.map(({ model }) => model),
        latest.map(({ city }) => city),
        latest.map(({ customerName }) => customerName),
        latest.map(({ customerPhone }) => customerPhone),
        latest.map(({ plate }) => plate),
      ],
    );
  }

  async coverageEnded({ serial }: CoverageEnded): Promise<void> {
    await UnitOfWork.preparedQuery(
      'covered-unit-end',
      'update covered_unit_projection set covered = false where serial = $1',
      [serial],
    );
  }

  async entitlement(told: EntitlementDecided | EntitlementSuperseded, supersededAt: string | null): Promise<void> {
    await UnitOfWork.preparedQuery(
      'entitlement-upsert',
      `insert into entitlement_projection (fault_number, city, entitlement_id, kind, rule, reason, covered_until, superseded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (fault_number) do update set entitlement_id = excluded.entitlement_id, kind = excluded.kind, rule = excluded.rule,
         reason = excluded.reason, covered_until = excluded.covered_until, superseded_at = excluded.superseded_at`,
      [
        told.faultNumber,
        told.city,
        told.entitlementId,
        told.kind,
        told.rule,
        told.reason,
        told.coveredUntil,
        supersededAt,
      ],
    );
  }

  async quote(told: QuoteTold, state: QuoteFact['state'], answeredAt: string | null): Promise<void> {
    await UnitOfWork.preparedQuery(
      'quote-upsert',
      `insert into quote_projection (quote_number, fault_number, city, total_fen, state, answered_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (quote_number) do update set total_fen = excluded.total_fen, state = excluded.state, answered_at = excluded.answered_at`,
      [told.quoteNumber, told.faultNumber, told.city, told.totalFen, state, answeredAt],
    );
  }

  async loan(told: SpareUnitLoaned): Promise<void> {
    await UnitOfWork.preparedQuery(
      'loan-upsert',
      `insert into loan_projection (loan_number, fault_number, city, serial, model, loan_kind, due_back_on, loaned_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'out')
       on conflict (loan_number) do nothing`,
      [
        told.loanNumber,
        told.faultNumber,
        told.city,
        told.serial,
        told.model,
        told.loanKind,
        told.dueBackOn,
        told.loanedAt,
      ],
    );
  }

  async loanEnded(loanNumber: string, state: Exclude<LoanState, 'out'>): Promise<void> {
    await UnitOfWork.preparedQuery('loan-end', 'update loan_projection set state = $2 where loan_number = $1', [
      loanNumber,
      state,
    ]);
  }

  async refund(told: RefundTold, state: RefundFact['state']): Promise<void> {
    await UnitOfWork.preparedQuery(
      'refund-upsert',
      `insert into refund_projection (refund_number, fault_number, city, amount_fen, state) values ($1, $2, $3, $4, $5)
       on conflict (refund_number) do update set amount_fen = excluded.amount_fen, state = excluded.state`,
      [told.refundNumber, told.faultNumber, told.city, told.amountFen, state],
    );
  }

  async site(site: string, city: string): Promise<void> {
    await UnitOfWork.preparedQuery(
      'site-upsert',
      'insert into site_projection (site, city) values ($1, $2) on conflict (site) do update set city = excluded.city',
      [site, city],
    );
  }
}

function entitlementFact(row: EntitlementRow): EntitlementFact {
  return {
    entitlementId: row.entitlement_id,
    kind: row.kind,
    rule: row.rule,
    reason: row.reason,
    coveredUntil: row.covered_until,
    supersededAt: row.superseded_at === null ? null : new Date(row.superseded_at),
  };
}

function quoteFact(row: QuoteRow): QuoteFact {
  return {
    quoteNumber: row.quote_number,
    totalFen: Number(row.total_fen),
    state: row.state,
    answeredAt: row.answered_at === null ? null : new Date(row.answered_at),
  };
}
