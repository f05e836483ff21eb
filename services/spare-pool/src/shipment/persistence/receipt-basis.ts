import { serialKey, SerialSet, type CityCode, type Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { instantFrom } from '../../database-instant.js';
import { siteColumns, siteOf, type SiteRow } from '../../site/persistence/site-row.js';
import { spareUnitColumns, spareUnitOf } from '../../spare-unit/persistence/spare-unit-row.js';
import type { SpareUnitRow } from '../../spare-unit/persistence/spare-unit-row.js';
import { ShipmentNotFound } from '../shipment.errors.js';
import type { ReceiptBasis } from '../shipment.repository.js';
import type { Shipment, ShipmentDiscrepancy, ShipmentLine, ShipmentState } from '../shipment.js';

interface BasisRow extends SiteRow {
  readonly shipment_number: string;
  readonly order_number: string;
  readonly from_site: string;
  readonly from_city: CityCode;
  readonly to_site: string;
  readonly city: CityCode;
  readonly state: ShipmentState;
  readonly carrier: string | null;
  readonly tracking_number: string | null;
  readonly dispatched_by: string;
  readonly dispatched_at: string;
  readonly received_by: string | null;
  readonly received_at: string | null;
  readonly version: number;
  readonly lines: readonly ShipmentLine[];
  readonly discrepancies: readonly (Omit<ShipmentDiscrepancy, 'resolvedAt'> & { readonly resolvedAt: string | null })[];
  readonly units: readonly SpareUnitRow[];
  readonly spelt: readonly Serial[] | null;
  readonly open_from: string | null;
}

/**
 * Lines and discrepancies are only changed by who has locked the shipment, and the one change that a shipment under way can see is its
 * receipt: whoever waited for another's is given the shipment as received, which is refused whatever its lines are.
 */
const receiptBasis = `
  with head as (
    select shipment_number, order_number, from_site, from_city, to_site, city, state, carrier, tracking_number, dispatched_by, dispatched_at, received_by, received_at,
      version
    from shipment where shipment_number = $1 for update
  ), line as (
    select serial, model, status from shipment_line where shipment_number = $1
  ), discrepancy as (
    select discrepancy_id as "discrepancyId", kind, serial, status, resolution, note, liable, resolved_by as "resolvedBy", resolved_at as "resolvedAt"
    from shipment_discrepancy where shipment_number = $1
  ), unit as (
    select ${spareUnitColumns} from spare_unit
    where (select shipment_number from head) is not null and serial_key = any ($2::text[]) and serial in (select serial from line)
    order by serial for update
  ), place as (
    select ${siteColumns} from site where site = (select to_site from head)
  ), book as (
    select open_from from city_book where city = (select city from head) for share
  )
  select head.*, place.*, book.open_from,
    (select coalesce(json_agg(line order by serial), '[]') from line) as lines,
    (select coalesce(json_agg(discrepancy order by "discrepancyId"), '[]') from discrepancy) as discrepancies,
    (select coalesce(json_agg(unit), '[]') from unit) as units,
    (select json_agg(serial) from spare_unit where serial_key = any ($2::text[])) as spelt
  from head left join place on true left join book on true`;

export async function loadReceiptBasis(shipmentNumber: string, scanned: readonly Serial[]): Promise<ReceiptBasis> {
  const values = [shipmentNumber, scanned.map(serialKey)];
  const { rows } = await UnitOfWork.preparedQuery<BasisRow>('shipment-receipt-basis', receiptBasis, values);
  const row = rows[0];
  if (!row) throw new ShipmentNotFound(shipmentNumber);
  const shipment = shipmentOf(row);
  return {
    shipment,
    site: siteOf(row),
    units: row.units.map(spareUnitOf),
    spelt: new SerialSet(row.spelt ?? []),
    books: new Map(row.open_from === null ? [] : [[shipment.city, instantFrom(row.open_from)]]),
  };
}

function shipmentOf(row: BasisRow): Shipment {
  return {
    shipmentNumber: row.shipment_number,
    orderNumber: row.order_number,
    fromSite: row.from_site,
    fromCity: row.from_city,
    toSite: row.to_site,
    city: row.city,
    state: row.state,
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    dispatchedBy: row.dispatched_by,
    dispatchedAt: instantFrom(row.dispatched_at),
    receivedBy: row.received_by,
    receivedAt: row.received_at === null ? null : instantFrom(row.received_at),
    lines: row.lines,
    discrepancies: row.discrepancies.map(({ resolvedAt, ...discrepancy }) => ({
      ...discrepancy,
      resolvedAt: resolvedAt === null ? null : instantFrom(resolvedAt),
    })),
    version: row.version,
  };
}
