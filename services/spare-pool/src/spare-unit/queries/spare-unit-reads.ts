import { Injectable } from '@nestjs/common';
import { serialKey } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { defineListing, instant, integer, listPage, day, text, truth } from '../../listing.js';
import type { View } from '../../listing.js';
import { serialKeySql } from '../../covered-unit/persistence/serial-key-sql.js';
import { SpareUnitNotFound } from '../spare-unit.errors.js';

const placeSql = (kind: string, id: string): string =>
  `case when ${kind} = 'loan' then 'customer:' || ${id} when ${id} = '' then ${kind} else ${kind} || ':' || ${id} end`;

export const spareUnitListing = defineListing({
  from: 'spare_unit',
  columns: {
    serial: text('serial'),
    model: text('model'),
    place: text(placeSql('place_kind', 'place_id')),
    placeKind: text('place_kind'),
    placeId: text('place_id'),
    city: text('city'),
    condition: text('condition'),
    owner: text('owner'),
    custodian: text('custodian'),
    since: instant('since'),
    movements: integer('version'),
  },
  key: 'serial',
  sorts: ['serial', 'since', 'model'],
  defaultSort: 'serial',
  cityColumn: 'city',
});

/** The company's here, and a customer's covered device in warranty: both at once is wrong (S9, X9), and somebody puts it right. */
export const isAlsoCovered = `(owner = ? and exists (
  select from covered_unit device where device.covered and ${serialKeySql('device.serial')} = spare_unit.serial_key))`;

const movementListing = defineListing({
  from: 'movement',
  columns: {
    sequence: integer('sequence'),
    movement: text('kind'),
    fromPlace: text(placeSql('from_place_kind', 'from_place_id')),
    toPlace: text(placeSql('place_kind', 'place_id')),
    placeKind: text('place_kind'),
    placeId: text('place_id'),
    city: text('city'),
    model: text('model'),
    condition: text('condition'),
    owner: text('owner'),
    custodian: text('custodian'),
    document: text('document'),
    movedAt: instant('moved_at'),
    aboutOn: day('about_on'),
    recordedAt: instant('recorded_at'),
    recordedBy: text('recorded_by'),
  },
  key: 'sequence',
  sorts: ['sequence'],
  defaultSort: 'sequence',
});

export const awaitingFactListing = defineListing({
  from: 'awaiting_fact',
  columns: {
    id: integer('id'),
    serial: text('serial'),
    fact: text('kind'),
    city: text('city'),
    site: text('site'),
    document: text('document'),
    setAside: truth('set_aside'),
    owner: text("'headquarters-approver'"),
    settledBy: text('settled_by'),
    settledAt: instant('settled_at'),
    settlement: text('settlement'),
    at: instant('at'),
    recordedAt: instant('recorded_at'),
  },
  key: 'id',
  sorts: ['id'],
  defaultSort: 'id',
});

const longestHistory = 1_000;

@Injectable()
export class SpareUnitReads {
  /** A unit as of an instant: the last movement in sight before it says where it was. Throws SpareUnitNotFound. */
  async asOf(serial: string, asOf: Date): Promise<View> {
    const movements = await this.movementsBefore(serial, asOf);
    const last = movements.at(-1);
    if (!last) throw new SpareUnitNotFound(serial);
    const { model, toPlace: place, placeKind, placeId, city, condition, owner, custodian, movedAt: since } = last;
    const shown = movements.map(({ placeKind: _kind, placeId: _id, ...movement }) => movement);
    return {
      serial,
      model,
      place,
      placeKind,
      placeId,
      city,
      condition,
      owner,
      custodian,
      since,
      asOf: asOf.toISOString(),
      movements: shown,
    } as View;
  }

  private async movementsBefore(serial: string, asOf: Date): Promise<readonly View[]> {
    const { items } = await listPage(movementListing, { limit: longestHistory }, [
      ['serial = ?', serial],
      ['moved_at <= ?', asOf],
    ]);
    return items;
  }

  /** How the ledger spells the serial of a unit that the caller sees, or null; a branch sees the past only of what is in its city. */
  async spellingInSight(typed: string): Promise<string | null> {
    const { rows } = await UnitOfWork.preparedQuery<{ serial: string }>(
      'spare-unit-in-sight',
      'select serial from spare_unit where serial_key = $1 order by serial = $2 desc limit 1',
      [serialKey(typed), typed],
    );
    return rows[0]?.serial ?? null;
  }
}
