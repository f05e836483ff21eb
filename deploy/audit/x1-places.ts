import { Finder, type Findings } from './report.js';
import type { Books } from './snapshot.js';
import { judgeFacts } from './x1-facts.js';
import { judgeParcels } from './x1-parcels.js';

interface PlaceRow {
  readonly serial: string;
  readonly problem: 'no-row' | 'no-movement' | 'other-place' | 'gap' | 'broken-chain';
  readonly one_side: string;
  readonly other_side: string;
}

const described = (alias: string): string =>
  `concat_ws(' ', ${alias}.place_kind || ':' || ${alias}.place_id, 'in', ${alias}.city, ${alias}.condition, 'of', ${alias}.owner, 'kept by', coalesce(${alias}.custodian, 'nobody'))`;

/** The row of each unit against the last of its movements, and each movement against the one before it. */
const sql = `
  with ordered as (
    select movement.*, row_number() over unit as place_in_order, count(*) over (partition by serial) as movements,
      lag(place_kind) over unit as before_kind, lag(place_id) over unit as before_id, lag(city) over unit as before_city,
      lag(moved_at) over unit as before_at
    from movement window unit as (partition by serial order by sequence)
  ), last as (select * from ordered where place_in_order = movements)
  select coalesce(u.serial, m.serial) as serial, 'no-row' as problem,
    'the ledger leads to ' || ${described('m')} as one_side, 'there is no row of the unit' as other_side
  from last m left join spare_unit u using (serial) where u.serial is null
  union all
  select u.serial, 'no-movement', 'the row says ' || ${described('u')}, 'the ledger has no movement of it'
  from spare_unit u left join last m using (serial) where m.serial is null
  union all
  select u.serial, 'other-place', 'the row says ' || ${described('u')} || ' since ' || u.since || ', movement ' || u.version,
    'its last movement, number ' || m.sequence || ', says ' || ${described('m')} || ' since ' || m.moved_at
  from spare_unit u join last m using (serial)
  where (u.place_kind, u.place_id, u.city, u.condition, u.owner, u.model, u.since, u.version)
      is distinct from (m.place_kind, m.place_id, m.city, m.condition, m.owner, m.model, m.moved_at, m.sequence)
    or u.custodian is distinct from m.custodian
  union all
  select serial, 'gap', 'movement ' || sequence || ' is the ' || place_in_order || '. of the unit', 'they are counted from 1 without a gap'
  from ordered where sequence <> place_in_order
  union all
  select serial, 'broken-chain', 'movement ' || sequence || ' leads away from ' || coalesce(from_place_kind || ':' || from_place_id || ' in ' || from_city, 'nowhere')
      || ' at ' || moved_at,
    'the one before it led to ' || coalesce(before_kind || ':' || before_id || ' in ' || before_city || ' at ' || before_at, 'nowhere')
  from ordered
  where (from_place_kind, from_place_id, from_city) is distinct from (before_kind, before_id, before_city) or moved_at < before_at
  order by serial`;

/** A shelf, or a quarantine, of a site that nobody opened: no count will ever find the unit. */
const nowhereSql = `
  select serial, place_kind || ':' || place_id as place from spare_unit
  where place_kind in ('site', 'quarantine') and not exists (select from site where site.site = spare_unit.place_id)
  order by serial`;

/** X1: every serial is in exactly one place; the place is the fold of its movements; a parcel that is an exception is one too ({@link judgeParcels}). */
export async function auditPlaces(books: Books, graceSeconds: number): Promise<Findings> {
  const { sparePool } = books;
  const finder = new Finder('X1');
  const [counted] = await sparePool.all<{ units: number }>('select count(*)::integer as units from spare_unit');
  finder.checked = counted?.units ?? 0;
  for await (const { serial, one_side: oneSide, other_side: otherSide } of sparePool.stream<PlaceRow>(sql)) {
    finder.violation(`unit ${serial}`, oneSide, otherSide);
  }
  for (const { serial, place } of await sparePool.all<{ serial: string; place: string }>(nowhereSql)) {
    finder.violation(`unit ${serial}`, `the ledger has it at ${place}`, 'there is no such site');
  }
  await judgeFacts(books, finder);
  await judgeParcels(books, finder, graceSeconds);
  return finder.findings;
}
