import { Injectable } from '@nestjs/common';
import { unitMovedV1 } from '@rotables/contracts';
import { serialKey, SerialMap, SerialSet, type CityCode, type Serial } from '@rotables/domain-kernel';
import { appendEventRows, type EventRow, type StatementPart } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { instantFrom } from '../../database-instant.js';
import { SerialAlreadyKnown, SpareUnitNotFound } from '../spare-unit.errors.js';
import { SpareUnitLedger, type SerialTwin } from '../spare-unit.repository.js';
import type { LedgerEntry, OpenBooks, SpareUnit } from '../spare-unit.js';
import { spareUnitColumns, spareUnitOf } from './spare-unit-row.js';
import type { SpareUnitRow } from './spare-unit-row.js';

/** The hot path of the pool, in prepared statements; it runs in the transaction that is under way. */
@Injectable()
export class SqlSpareUnitLedger extends SpareUnitLedger {
  async load(serial: Serial): Promise<SpareUnit> {
    const unit = await this.find(serial);
    if (!unit) throw new SpareUnitNotFound(serial);
    return unit;
  }

  async find(serial: Serial): Promise<SpareUnit | null> {
    const { rows } = await UnitOfWork.preparedQuery<SpareUnitRow>(
      'spare-unit-lock',
      `select ${spareUnitColumns} from spare_unit where serial_key = $1 order by serial = $2 desc limit 1 for update`,
      [serialKey(serial), serial],
    );
    return rows[0] ? spareUnitOf(rows[0]) : null;
  }

  async findAll(serials: readonly Serial[]): Promise<SerialMap<SpareUnit>> {
    const { rows } = await UnitOfWork.preparedQuery<SpareUnitRow>(
      'spare-unit-lock-all',
      `select ${spareUnitColumns} from spare_unit where serial_key = any ($1::text[]) order by serial for update`,
      [serials.map(serialKey)],
    );
    return new SerialMap(rows.map((row) => [row.serial, spareUnitOf(row)]));
  }

  async peek(serials: readonly Serial[]): Promise<SerialMap<SpareUnit>> {
    const { rows } = await UnitOfWork.preparedQuery<SpareUnitRow>(
      'spare-unit-peek',
      `select ${spareUnitColumns} from spare_unit where serial_key = any ($1::text[])`,
      [serials.map(serialKey)],
    );
    return new SerialMap(rows.map((row) => [row.serial, spareUnitOf(row)]));
  }

  async takeEntryTurn(): Promise<void> {
    await UnitOfWork.preparedQuery(
      'spare-unit-entry-lock',
      `select pg_advisory_xact_lock(hashtext('spare-unit entry'))`,
      [],
    );
  }

  async twinsOf(serials: readonly Serial[]): Promise<readonly SerialTwin[]> {
    // Of two spellings at once one is refused.
    await this.takeEntryTurn();
    const { rows } = await UnitOfWork.preparedQuery<SerialTwin>(
      'spare-unit-twins',
      `select asked.serial, unit.serial as known
       from unnest($1::text[], $2::text[]) as asked (serial, key) join spare_unit unit on unit.serial_key = asked.key
       where unit.serial <> asked.serial order by asked.serial limit 20`,
      [serials, serials.map(serialKey)],
    );
    return rows;
  }

  async inKeepingAt(site: string): Promise<readonly SpareUnit[]> {
    const { rows } = await UnitOfWork.preparedQuery<SpareUnitRow>(
      'spare-unit-lock-in-keeping',
      `select ${spareUnitColumns} from spare_unit
       where place_kind in ('site', 'quarantine') and place_id = $1
          or place_kind = 'loan' and place_id in (select loan_number from loan where site = $1 and state = 'out')
       order by serial for update`,
      [site],
    );
    return rows.map(spareUnitOf);
  }

  async oldestLendable(site: string, models: readonly string[], at: Date): Promise<SpareUnit | null> {
    for (const model of models) {
      const { rows } = await UnitOfWork.preparedQuery<SpareUnitRow>(
        'spare-unit-lock-oldest',
        `select ${spareUnitColumns} from spare_unit
         where place_kind = 'site' and place_id = $1 and model = $2 and since <= $3
           and condition in ('good', 'refurbished') and owner = 'company'
         order by since, serial limit 1 for update skip locked`,
        [site, model, at],
      );
      if (rows[0]) return spareUnitOf(rows[0]);
    }
    return null;
  }

  async openBooks(cities: readonly CityCode[]): Promise<OpenBooks> {
    // The share lock makes a month-end that is just freezing the book wait for this movement, or this movement for it.
    const { rows } = await UnitOfWork.preparedQuery<{ city: CityCode; open_from: string | null }>(
      'city-book-read',
      'select city, open_from from city_book where city = any ($1::text[]) order by city for share',
      [[...new Set(cities)]],
    );
    return new Map(
      rows.flatMap(({ city, open_from }) => (open_from === null ? [] : [[city, instantFrom(open_from)] as const])),
    );
  }

  async record(entries: readonly LedgerEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const { sql, values } = recordingOf(entries, 1);
    const { rows } = await UnitOfWork.preparedQuery<RecordedRow>('spare-unit-record', sql, values);
    ensureAllWritten(entries, rows[0]);
    await appendEventRows(entries.map(eventRowOf));
  }
}

export function eventRowOf({ unit, event }: LedgerEntry): EventRow {
  return {
    topic: unitMovedV1.topic,
    key: unit.serial,
    city: unit.city,
    sequence: unit.version,
    type: event.type,
    body: event.body,
  };
}

/** The one row that {@link recordingOf} returns: the units of which a movement was written. */
export interface RecordedRow {
  readonly recorded: readonly Serial[];
}

/** Throws where a unit of `entries` is not among what {@link recordingOf} returned. */
export function ensureAllWritten(entries: readonly LedgerEntry[], row: RecordedRow | undefined): void {
  const written = new SerialSet(row?.recorded);
  const left = entries.filter(({ unit }) => !written.has(unit.serial));
  const known = left.filter(({ unit }) => unit.version === 1).map(({ unit }) => unit.serial);
  if (known.length > 0) throw new SerialAlreadyKnown(known);
  if (left.length > 0)
    throw new Error(`${left.length} units changed though they were locked: ${left[0]?.unit.serial}.`);
}

function rowOf({ unit, movement }: LedgerEntry) {
  return {
    serial: unit.serial,
    version: unit.version,
    model: unit.model,
    place_kind: unit.place.kind,
    place_id: unit.place.id,
    city: unit.city,
    condition: unit.condition,
    owner: unit.owner,
    custodian: unit.custodian,
    kind: movement.kind,
    from_place_kind: movement.fromPlace?.kind ?? null,
    from_place_id: movement.fromPlace?.id ?? null,
    from_city: movement.fromCity,
    document: movement.document,
    moved_at: movement.movedAt,
    about_on: movement.aboutOn,
  };
}

/** What one statement writes and answers beside the movements; each part begins with a comma. */
export interface BesideMovements {
  /** Further common table expressions, which write what belongs to the movements. */
  readonly written: string;
  /** Further columns of the answer, over what was written. */
  readonly answered?: string;
}

/**
 * The balance and its movement in one statement: a movement is appended for exactly the units that were new, or were at the version
 * before. It answers with a {@link RecordedRow}. Two parameters, numbered from `firstParameter`.
 */
export function recordingOf(
  entries: readonly LedgerEntry[],
  firstParameter: number,
  { written, answered = '' }: BesideMovements = { written: '' },
): StatementPart {
  const [entry, actor] = [`$${firstParameter}`, `$${firstParameter + 1}`];
  const sql = `
  with entry as (
    select * from jsonb_to_recordset(${entry}::jsonb) as entry (
      serial text, version integer, model text, place_kind text, place_id text, city text, condition text, owner text,
      custodian text, kind text, from_place_kind text, from_place_id text, from_city text, document text,
      moved_at timestamptz, about_on date)
  ), entered as (
    insert into spare_unit (serial, model, place_kind, place_id, city, condition, owner, custodian, since, version)
    select serial, model, place_kind, place_id, city, condition, owner, custodian, moved_at, 1 from entry where version = 1
    on conflict (serial) do nothing
    returning serial
  ), moved as (
    update spare_unit unit set model = entry.model, place_kind = entry.place_kind, place_id = entry.place_id, city = entry.city,
      condition = entry.condition, owner = entry.owner, custodian = entry.custodian, since = entry.moved_at, version = entry.version
    from entry where entry.serial = unit.serial and entry.version > 1 and unit.version = entry.version - 1
    returning unit.serial
  ), recorded as (
    insert into movement (serial, sequence, kind, from_place_kind, from_place_id, from_city, model, place_kind, place_id, city,
      condition, owner, custodian, document, moved_at, about_on, recorded_by)
    select serial, version, kind, from_place_kind, from_place_id, from_city, model, place_kind, place_id, city,
      condition, owner, custodian, document, moved_at, about_on, ${actor}
    from entry where serial in (select serial from entered union all select serial from moved)
    returning serial
  )${written}
  select array(select serial from recorded) as recorded${answered}`;
  return { sql, values: [JSON.stringify(entries.map(rowOf)), UnitOfWork.session().actor] };
}
