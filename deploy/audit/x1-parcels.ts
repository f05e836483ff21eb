import type { Finder } from './report.js';
import { placeSql } from './shared-sql.js';
import type { Books } from './snapshot.js';

interface ParcelRow {
  readonly exception_number: string;
  readonly serial: string;
  readonly site: string;
  readonly city: string;
  readonly fault_number: string | null;
}

interface UnitRow {
  readonly serial: string;
  readonly place: string;
  readonly place_kind: string;
  readonly place_id: string;
  readonly recorded_at: Date;
}

/** A unit lies in a parcel that nobody expected or that was meant for another case, until somebody has looked into it (R5). */
const openSql = `
  select exception_number, scanned_serial as serial, site, city, fault_number from receipt_exception
  where state = 'open' and exception_kind <> 'missing-accessory' order by exception_number`;

interface LinkedRow {
  readonly exception_number: string;
  readonly serial: string;
  readonly linked_fault_number: string;
  readonly case_serial: string | null;
}

/** What was found to be a case's unit is received for that case, and for no other. */
const linkedSql = `
  select e.exception_number, e.scanned_serial as serial, e.linked_fault_number, c.serial as case_serial
  from receipt_exception e left join rma_case c on c.fault_number = e.linked_fault_number
  where e.outcome = 'received' and (c.received_at is null or c.serial <> e.scanned_serial) order by e.exception_number`;

const unitsSql = `
  select u.serial, ${placeSql('u')} as place, u.place_kind, u.place_id, m.recorded_at
  from spare_unit u join movement m on (m.serial, m.sequence) = (u.serial, u.version) where u.serial = any ($1)`;

/** Where the house itself has a unit, or has it no more: it cannot lie in a parcel elsewhere. From anywhere else it may just have come. */
const heldPlaces = new Set(['site', 'quarantine', 'scrapped']);

/**
 * X1, S9: a unit in a parcel that is in exception is in exactly one place too: in one parcel, at a site that there is, and on no shelf
 * elsewhere; and when the parcel was received for a case, it is there. While the ledger has the unit on its way to the house, that somebody has
 * to look into the parcel is seen in the list of exceptions, and counted as in flight.
 */
export async function judgeParcels(
  { sparePool, rma }: Pick<Books, 'sparePool' | 'rma'>,
  finder: Finder,
  graceSeconds: number,
): Promise<void> {
  const parcels = await rma.all<ParcelRow>(openSql);
  const sites = await sparePool.all<{ site: string; city: string }>('select site, city from site');
  const cityOf = new Map(sites.map(({ site, city }) => [site, city]));
  const serials = parcels.map(({ serial }) => serial);
  const units = new Map((await sparePool.all<UnitRow>(unitsSql, [serials])).map((unit) => [unit.serial, unit]));
  const parcelOf = new Map<string, ParcelRow>();
  for (const parcel of parcels) {
    const { exception_number: exception, serial, site } = parcel;
    finder.checked += 1;
    const oneSide = `it lies in the parcel of exception ${exception} at ${site}`;
    const otherwise = siteOtherwise(parcel, cityOf.get(site));
    if (otherwise !== null) finder.violation(`unit ${serial}`, `${oneSide} in ${parcel.city}`, otherwise);
    const other = parcelOf.get(serial);
    if (other !== undefined)
      finder.violation(`unit ${serial}`, oneSide, `it lies in that of ${other.exception_number} at ${other.site} too`);
    parcelOf.set(serial, parcel);
    const unit = units.get(serial);
    if (unit === undefined || (unit.place_kind !== 'scrapped' && unit.place_id === site)) continue;
    if (!heldPlaces.has(unit.place_kind) || sparePool.isYoung(unit.recorded_at, graceSeconds)) finder.inFlight += 1;
    else finder.violation(`unit ${serial}`, oneSide, `the ledger has it at ${unit.place}`);
  }
  for (const linked of await rma.all<LinkedRow>(linkedSql)) {
    const { exception_number: exception, serial, linked_fault_number: fault, case_serial: caseSerial } = linked;
    finder.violation(
      `unit ${serial}`,
      `the parcel of exception ${exception} was received for ${fault}`,
      othersOf(caseSerial, serial),
    );
  }
}

/** One that turned up in place of a case's unit is of the case's city, wherever it lies: the branch has to see it. */
function siteOtherwise({ fault_number, city }: ParcelRow, cityOfSite: string | undefined): string | null {
  if (cityOfSite === undefined) return 'spare-pool has no such site';
  return fault_number !== null || cityOfSite === city ? null : `spare-pool has that site in ${cityOfSite}`;
}

function othersOf(caseSerial: string | null, serial: string): string {
  if (caseSerial === null) return 'rma has no such case';
  return caseSerial === serial ? 'that case has not received it' : `that case is about ${caseSerial}`;
}
