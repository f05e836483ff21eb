import type { CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { QuotaUse } from '../allocation.js';

interface QuotaUseRow {
  readonly on_hand: string;
  readonly in_transit: string;
  readonly on_loan: string;
  readonly returned: string;
  readonly early: string;
  readonly applied: string;
}

/**
 * What is taken from a city's quota, in one statement and thereby as of one moment. The stock of a central warehouse is the pool
 * itself and nobody's quota, and so is what waits for repair at headquarters. What was made up early is owed no longer.
 */
export async function quotaUse(city: CityCode): Promise<QuotaUse> {
  const { rows } = await UnitOfWork.preparedQuery<QuotaUseRow>(
    'quota-use',
    `select
       (select count(*) from spare_unit unit join site on site.site = unit.place_id
         where unit.city = $1 and unit.owner = 'company'
           and (unit.place_kind = 'site' and site.site_kind <> 'central-warehouse'
             or unit.place_kind = 'quarantine' and site.site_kind in ('branch', 'station'))
           and not exists (select from defective_return back where back.serial = unit.serial and back.made_up_by is null
             and back.received_at is not null and back.replaced_at is not null and back.returned_at is null)) as on_hand,
       (select count(*) from spare_unit unit where unit.city = $1 and unit.place_kind = 'shipment') as in_transit,
       (select count(*) from spare_unit unit where unit.city = $1 and unit.place_kind = 'loan') as on_loan,
       (select count(*) from defective_return back where back.city = $1 and back.made_up_by is null
          and back.received_at is not null and back.replaced_at is not null and back.returned_at is null) as returned,
       (select coalesce(sum(greatest(0, case state when 'closed' then shipped_quantity else quantity end - netted_quantity)), 0)
          from replenishment where city = $1 and early and state in ('ordered', 'filled', 'closed')) as early,
       (select coalesce(sum(case state when 'submitted' then quantity else approved_quantity - shipped_quantity end), 0)
          from spare_application where city = $1 and state in ('submitted', 'approved'))
       + (select coalesce(sum(quantity - shipped_quantity), 0) from replenishment where city = $1 and state = 'ordered') as applied`,
    [city],
  );
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
