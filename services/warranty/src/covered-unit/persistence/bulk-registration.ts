import { parseBusinessDate, parseCityCode, parseSerial, serialKey } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { KnownUnit, NewUnit } from '../covered-unit.repository.js';
import { coverageLifecycle } from '../covered-unit.js';

/** Inserts the units that nobody inserted before, under whatever spelling (W15), and returns their serials. */
export async function insertUnits(units: readonly NewUnit[]): Promise<ReadonlySet<string>> {
  const states = units.map(({ decision }) => decision.state);
  const { rows } = await UnitOfWork.preparedQuery<{ serial: string }>(
    'covered-unit-insert-many',
    `insert into covered_unit (serial, serial_key, city, version)
     select serial, serial_key, city, version
     from unnest($1::text[], $2::text[], $3::text[], $4::int[]) as unit (serial, serial_key, city, version)
     on conflict do nothing returning serial`,
    [
      states.map(({ serial }) => serial),
      states.map(({ serial }) => serialKey(serial)),
      states.map(({ city }) => city),
      units.map(({ decision }) => decision.events.length),
    ],
  );
  return new Set(rows.map(({ serial }) => serial));
}

/** Inserts the first coverage of units that {@link insertUnits} inserted. */
export async function insertCoverages(units: readonly NewUnit[]): Promise<void> {
  const column = <Value>(read: (unit: NewUnit['decision']['state']) => Value): Value[] =>
    units.map(({ decision }) => read(decision.state));
  await UnitOfWork.preparedQuery(
    'coverage-insert-many',
    `insert into coverage (serial, number, model, city, plan, customer_name, customer_phone, plate, contract_number,
       acceptance_on, installed_on, first_use_on, begun_at, state, registration_number, registration_line)
     select serial, 1, model, city, plan, customer_name, customer_phone, plate, contract_number,
       acceptance_on, installed_on, first_use_on, begun_at, 'covered', registration_number, registration_line
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::date[], $10::date[], $11::date[], $12::timestamptz[], $13::text[], $14::int[])
     as unit (serial, model, city, plan, customer_name, customer_phone, plate, contract_number,
       acceptance_on, installed_on, first_use_on, begun_at, registration_number, registration_line)`,
    [
      column(({ serial }) => serial),
      column(({ model }) => model),
      column(({ city }) => city),
      column(({ plan }) => plan),
      column(({ customerName }) => customerName),
      column(({ customerPhone }) => customerPhone),
      column(({ plate }) => plate),
      column(({ contractNumber }) => contractNumber),
      column(({ acceptanceOn }) => acceptanceOn),
      column(({ installedOn }) => installedOn),
      column(({ firstUseOn }) => firstUseOn),
      column(({ begunAt }) => begunAt),
      units.map(({ provenance }) => provenance?.registrationNumber ?? null),
      units.map(({ provenance }) => provenance?.line ?? null),
    ],
  );
}

/** Inserts the terms of units that {@link insertUnits} inserted. */
export async function insertTerms(units: readonly NewUnit[]): Promise<void> {
  const terms = units.flatMap(({ decision: { state } }) => state.terms.map((term) => ({ ...term, unit: state })));
  await UnitOfWork.preparedQuery(
    'coverage-term-insert-many',
    `insert into coverage_term (serial, number, city, from_on, until_on, source, document, counted_from_on, counted_months, counted_days)
     select serial, 1, city, from_on, until_on, source, document, counted_from_on, counted_months, counted_days
     from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::text[], $6::text[], $7::date[], $8::int[], $9::int[])
       as term (serial, city, from_on, until_on, source, document, counted_from_on, counted_months, counted_days)`,
    [
      terms.map(({ unit }) => unit.serial),
      terms.map(({ unit }) => unit.city),
      terms.map(({ fromOn }) => fromOn),
      terms.map(({ untilOn }) => untilOn),
      terms.map(({ source }) => source),
      terms.map(({ document }) => document),
      terms.map(({ count }) => count.fromOn),
      terms.map(({ count }) => count.months),
      terms.map(({ count }) => count.days),
    ],
  );
}

interface KnownRow {
  readonly serial: string;
  readonly serial_key: string;
  readonly number: number;
  readonly model: string;
  readonly city: string;
  readonly plan: string;
  readonly customer_name: string;
  readonly customer_phone: string;
  readonly plate: string | null;
  readonly contract_number: string;
  readonly acceptance_on: string;
  readonly installed_on: string;
  readonly first_use_on: string;
  readonly begun_at: string;
  readonly state: string;
  readonly ended_at: string | null;
  readonly registration_number: string | null;
  readonly registration_line: number | null;
}

/** The latest coverage of each serial that was covered before: what a row that is sent again is compared with. */
export async function selectKnown(serials: readonly string[]): Promise<ReadonlyMap<string, KnownUnit>> {
  const { rows } = await UnitOfWork.preparedQuery<KnownRow>(
    'coverage-select-known',
    `select distinct on (serial_key) serial, serial_key, number, model, city, plan, customer_name, customer_phone, plate, contract_number,
       acceptance_on::text, installed_on::text, first_use_on::text, state,
       to_char(begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as begun_at,
       to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ended_at, registration_number, registration_line
     from coverage where serial_key = any ($1::text[]) order by serial_key, number desc`,
    [serials.map(serialKey)],
  );
  return new Map(rows.map((row) => [row.serial_key, knownUnit(row)]));
}

function knownUnit(row: KnownRow): KnownUnit {
  const { registration_number: registrationNumber, registration_line: line } = row;
  const state = coverageLifecycle.isState(row.state) ? row.state : 'ended';
  return {
    provenance: registrationNumber === null || line === null ? null : { registrationNumber, line },
    unit: {
      serial: parseSerial(row.serial),
      coverage: row.number,
      model: row.model,
      city: parseCityCode(row.city),
      plan: row.plan,
      customerName: row.customer_name,
      customerPhone: row.customer_phone,
      plate: row.plate,
      contractNumber: row.contract_number,
      acceptanceOn: parseBusinessDate(row.acceptance_on),
      installedOn: parseBusinessDate(row.installed_on),
      firstUseOn: parseBusinessDate(row.first_use_on),
      begunAt: new Date(row.begun_at),
      serviceFeePaidUntilOn: null,
      inheritedFrom: null,
      inheritedByFault: null,
      state,
      endedAt: row.ended_at === null ? null : new Date(row.ended_at),
      endReason: null,
      terms: [],
      downtimes: [],
      version: 0,
    },
  };
}
