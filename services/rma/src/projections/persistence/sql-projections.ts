import { Injectable } from '@nestjs/common';
import type {
  CityGraded,
  CoverageEnded,
  CoverageInherited,
  EntitlementDecided,
  EntitlementKind,
  EntitlementSuperseded,
  FeeDefined,
  SpareUnitLoaned,
  UnitMoved,
  UnitRegistered,
} from '@rotables/contracts';
import {
  parseCityCode,
  parseFen,
  parseSerial,
  type BusinessDate,
  type CityCode,
  type Fen,
} from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { EntitlementFact, QuoteFact, ServiceFacts } from '../../rma-case/service-facts.js';
import {
  Projections,
  type KnownUnit,
  type QuoteAnswer,
  type QuoteTold,
  type RefundFact,
  type RefundTold,
  type RegisteredUnit,
} from '../projections.js';
import type { LoanFact, LoanState, PoolUnit } from '../../rma-case/pool-facts.js';

interface UnitRow {
  readonly [column: string]: unknown;
  readonly serial: string;
  readonly model: string;
  readonly customer_phone: string;
  readonly plate: string | null;
}

interface PoolUnitRow {
  readonly [column: string]: unknown;
  readonly serial: string;
  readonly model: string;
  readonly owner: PoolUnit['owner'];
  readonly place: string;
  readonly condition: string;
  readonly city: string | null;
}

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
  readonly confirmed_at: string | null;
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
    const { rows } = await UnitOfWork.preparedQuery<UnitRow>(
      'covered-unit-of-serial',
      `select serial, model, customer_phone, plate from covered_unit_projection
       where serial_key = serial_key($1) order by covered desc, serial = $1 desc limit 1`,
      [serial],
    );
    const row = rows[0];
    return (
      row && {
        serial: parseSerial(row.serial),
        model: row.model,
        customerPhone: row.customer_phone,
        plate: row.plate,
      }
    );
  }

  async registeredUnit(serial: string): Promise<RegisteredUnit | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<{ serial: string; city: string }>(
      'registered-unit-of-serial',
      'select serial, city from registered_unit_projection where serial_key = serial_key($1)',
      [serial],
    );
    return rows[0] && { serial: parseSerial(rows[0].serial), city: parseCityCode(rows[0].city) };
  }

  async poolUnit(serial: string): Promise<PoolUnit | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<PoolUnitRow>(
      'pool-unit-of-serial',
      'select serial, model, owner, place, condition, city from pool_unit_projection where serial_key = serial_key($1)',
      [serial],
    );
    const row = rows[0];
    return row && { ...row, serial: parseSerial(row.serial), city: row.city === null ? null : parseCityCode(row.city) };
  }

  /** As billing finds it: the most specific of the lines in force, and of those the latest. */
  async unitPrice(model: string, city: CityCode, on: BusinessDate): Promise<Fen | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<{ amount_fen: string }>(
      'unit-price-of-model',
      `select p.amount_fen::text from unit_price_projection p
       where (p.model is null or p.model = $1) and p.effective_on <= $3::date
         and (p.city_grade is null or p.city_grade = (
           select city_grade from city_grade_projection where city = $2 and effective_on <= $3::date order by effective_on desc limit 1))
       order by (p.model is not null) desc, (p.city_grade is not null) desc, p.effective_on desc limit 1`,
      [model, city, on],
    );
    return rows[0] && parseFen(Number(rows[0].amount_fen), 'amountFen');
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
      `select quote_number, total_fen::text, state, answered_at::text, confirmed_at::text from quote_projection
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
    await UnitOfWork.preparedQuery(
      'registered-unit-upsert',
      `insert into registered_unit_projection (serial_key, serial, city)
       select distinct on (serial_key(serial)) serial_key(serial), serial, city from unnest($1::text[], $2::text[]) as unit (serial, city)
       on conflict (serial_key) do update set serial = excluded.serial, city = excluded.city`,
      [latest.map(({ serial }) => serial), latest.map(({ city }) => city)],
    );
  }

  async coverageEnded({ serial }: CoverageEnded): Promise<void> {
    await UnitOfWork.preparedQuery(
      'covered-unit-end',
      'update covered_unit_projection set covered = false where serial = $1',
      [serial],
    );
    await UnitOfWork.preparedQuery('registered-unit-end', 'delete from registered_unit_projection where serial = $1', [
      serial,
    ]);
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

  async quote(told: QuoteTold, { state, answeredAt, confirmedAt }: QuoteAnswer): Promise<void> {
    await UnitOfWork.preparedQuery(
      'quote-upsert',
      `insert into quote_projection (quote_number, fault_number, city, total_fen, state, answered_at, confirmed_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (quote_number) do update set total_fen = excluded.total_fen, state = excluded.state, answered_at = excluded.answered_at,
         confirmed_at = excluded.confirmed_at`,
      [told.quoteNumber, told.faultNumber, told.city, told.totalFen, state, answeredAt, confirmedAt],
    );
  }

  /** A movement that is told again changes nothing. */
  async unitMoved(told: UnitMoved, sequence: number): Promise<void> {
    await UnitOfWork.preparedQuery(
      'pool-unit-upsert',
      `insert into pool_unit_projection (serial_key, serial, model, owner, place, condition, city, sequence)
       values (serial_key($1), $1, $2, $3, $4, $5, $6, $7)
       on conflict (serial_key) do update set serial = excluded.serial, model = excluded.model, owner = excluded.owner, place = excluded.place,
         condition = excluded.condition, city = excluded.city, sequence = excluded.sequence
       where pool_unit_projection.serial <> excluded.serial or pool_unit_projection.sequence < excluded.sequence`,
      [told.serial, told.model, told.owner, told.toPlace, told.condition, told.city, sequence],
    );
  }

  async unitPriceDefined({ model, cityGrade, effectiveOn, amountFen }: FeeDefined): Promise<void> {
    await UnitOfWork.preparedQuery(
      'unit-price-upsert',
      `insert into unit_price_projection (model, city_grade, effective_on, amount_fen) values ($1, $2, $3, $4)
       on conflict (model, city_grade, effective_on) do update set amount_fen = excluded.amount_fen`,
      [model, cityGrade, effectiveOn, amountFen],
    );
  }

  async cityGraded({ city, grade, effectiveOn }: CityGraded): Promise<void> {
    await UnitOfWork.preparedQuery(
      'city-grade-upsert',
      `insert into city_grade_projection (city, effective_on, city_grade) values ($1, $2, $3)
       on conflict (city, effective_on) do update set city_grade = excluded.city_grade`,
      [city, effectiveOn, grade],
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
    confirmedAt: row.confirmed_at === null ? null : new Date(row.confirmed_at),
  };
}
