import { addDays, instantOf } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { QuotaUse } from '../allocation.js';

interface PastUseRow {
  readonly on_hand: string;
  readonly in_transit: string;
  readonly on_loan: string;
  readonly returned: string;
  readonly early: string;
  readonly applied: string;
}

/**
 * What was taken from a city's quota at the end of a day, by business time: units by the fold of their movements, documents by their
 * stated times. What a closing had made up by then is known by the statement that ordered it.
 */
export async function quotaUseAsOf(city: CityCode, day: BusinessDate): Promise<QuotaUse> {
  const { rows } = await UnitOfWork.preparedQuery<PastUseRow>('quota-use-as-of', pastUse, [
    city,
    instantOf(addDays(day, 1)),
  ]);
  const row = rows[0];
  const numberOf = (text: string | undefined): number => Number(text ?? 0);
  return {
    onHand: numberOf(row?.on_hand),
    inTransit: numberOf(row?.in_transit),
    onLoan: numberOf(row?.on_loan),
    owedByRepair: Math.max(0, numberOf(row?.returned) - numberOf(row?.early)),
    applied: numberOf(row?.applied),
  };
}

const pastUse = `
  with unit as (
    select serial, place_kind, place_id, owner, city from spare_unit where since < $2
    union all
    select now.serial, past.place_kind, past.place_id, past.owner, past.city
    from spare_unit now cross join lateral (
      select * from movement where movement.serial = now.serial and moved_at < $2 order by sequence desc limit 1
    ) past
    where now.since >= $2
  ), back as (
    select serial from defective_return
      left join replenishment by_closing on by_closing.replenishment_number = made_up_by and not by_closing.early
      left join reconciliation by_statement on by_statement.statement_number = by_closing.statement_number
    where defective_return.city = $1 and received_at < $2 and replaced_at < $2 and (returned_at is null or returned_at >= $2)
      and (made_up_by is null or by_statement.closed_at >= $2)
  ), shipped as (
    select shipment.order_number, count(*) as units from shipment join shipment_line line using (shipment_number)
    where shipment.city = $1 and shipment.dispatched_at < $2 and line.status not in ('never-left', 'lost', 'arrived-elsewhere') group by shipment.order_number
  )
  select
    (select count(*) from unit join site on site.site = unit.place_id
      where unit.city = $1 and unit.owner = 'company'
        and (unit.place_kind = 'site' and site.site_kind <> 'central-warehouse'
          or unit.place_kind = 'quarantine' and site.site_kind in ('branch', 'station'))
        and not exists (select from back where back.serial = unit.serial)) as on_hand,
    (select count(*) from unit where city = $1 and place_kind = 'shipment') as in_transit,
    (select count(*) from unit where city = $1 and place_kind = 'loan') as on_loan,
    (select count(*) from back) as returned,
    (select coalesce(sum(greatest(0, case when ended_at < $2 then shipped_quantity else quantity end - netted_quantity)), 0)
      from replenishment where city = $1 and early and ordered_at < $2) as early,
    (select coalesce(sum(case when ended_at < $2 then 0 when decided_at is null or decided_at >= $2 then quantity
        when state = 'rejected' then 0 else approved_quantity - coalesce(shipped.units, 0) end), 0)
      from spare_application left join shipped on shipped.order_number = application_number
      where city = $1 and submitted_at < $2)
    + (select coalesce(sum(quantity - coalesce(shipped.units, 0)), 0)
      from replenishment left join shipped on shipped.order_number = replenishment_number
      where city = $1 and ordered_at < $2 and (ended_at is null or ended_at >= $2)) as applied`;
