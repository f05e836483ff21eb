import { parseBusinessDate, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { KnownUnit, NewUnit } from '../covered-unit.repository.js';
import { coverageLifecycle } from '../covered-unit.js';

/** Inserts the units that nobody inserted before, and returns their serials. */
export async function insertUnits(units: readonly NewUnit[]): Promise<ReadonlySet<string>> {
  const states = units.map(({ decision }) => decision.state);
  const { rows } = await UnitOfWork.preparedQuery<{ serial: string }>(
    'covered-unit-insert-many',
    `insert into covered_unit (serial, city, version)
     select serial, city, version from unnest($1::text[], $2::text[], $3::int[]) as unit (serial, city, version)
     on conflict (serial) do nothing returning serial`,
    [
      states.map(({ serial }) => serial),
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
       acceptance_on, installed_on, service_fee_paid_until_on, state, registration_number, registration_line)
     select serial, 1, model, city, plan, customer_name, customer_phone, plate, contract_number,
       acceptance_on, installed_on, service_fee_paid_until_on, 'covered', registration_number, registration_line
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::date[], $10::date[], $11::date[], $12::text[], $13::int[])
     as unit (serial, model, city, plan, customer_name, customer_phone, plate, contract_number,
       acceptance_on, installed_on, service_fee_paid_until_on, registration_number, registration_line)`,
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
      column(({ serviceFeePaidUntilOn }) => serviceFeePaidUntilOn),
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
    `insert into coverage_term (serial, number, city, from_on, until_on, source, document)
     select serial, 1, city, from_on, until_on, source, document
     from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::text[], $6::text[])
       as term (serial, city, from_on, until_on, source, document)`,
    [
      terms.map(({ unit }) => unit.serial),
      terms.map(({ unit }) => unit.city),
      terms.map(({ fromOn }) => fromOn),
      terms.map(({ untilOn }) => untilOn),
      terms.map(({ source }) => source),
      terms.map(({ document }) => document),
    ],
  );
}

interface KnownRow {
  readonly serial: string;
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
  readonly service_fee_paid_until_on: string | null;
  readonly state: string;
  readonly registration_number: string | null;
  readonly registration_line: number | null;
}

/** The first coverage of each serial that was registered before: what a row that is sent again is compared with. */
export async function selectKnown(serials: readonly string[]): Promise<ReadonlyMap<string, KnownUnit>> {
  const { rows } = await UnitOfWork.preparedQuery<KnownRow>(
    'coverage-select-known',
    `select serial, number, model, city, plan, customer_name, customer_phone, plate, contract_number, acceptance_on::text,
       installed_on::text, service_fee_paid_until_on::text, state, registration_number, registration_line
     from coverage where number = 1 and serial = any ($1::text[])`,
    [serials],
  );
  return new Map(rows.map((row) => [row.serial, knownUnit(row)]));
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
      serviceFeePaidUntilOn:
        row.service_fee_paid_until_on === null ? null : parseBusinessDate(row.service_fee_paid_until_on),
      inheritedFrom: null,
      inheritedByFault: null,
      state,
      endedAt: null,
      endReason: null,
      terms: [],
      version: 0,
    },
  };
}
