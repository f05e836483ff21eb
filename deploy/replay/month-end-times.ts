import { dayAfter } from './agenda.js';
import { fitMoments, type Moment } from './fit-moments.js';
import type { Month } from './month.js';
import type { Showing } from './play.js';

/** When the month is closed: statements on the morning after its last day, the books a day later. */
export type MonthEndTimes = ReturnType<typeof usualTimes>;

function usualTimes({ lastOn }: Pick<Month, 'lastOn'>) {
  const day = dayAfter(lastOn);
  const atTime = (time: string): Moment => ({ day, time });
  return {
    opened: atTime('06:00'),
    counted: atTime('06:30'),
    signedTooEarly: atTime('06:32'),
    overlookedFound: atTime('06:35'),
    signed: atTime('06:40'),
    countersigned: atTime('06:50'),
    replenishment: atTime('07:30'),
    shipped: atTime('08:00'),
    received: atTime('11:00'),
    booksClosed: { day: dayAfter(day), time: '10:00' },
  };
}

/** Where somebody looks at the organisation before all of it would have been done, it was done in the time that there was. */
export function monthEndTimes(month: Pick<Month, 'lastOn'>, showing: Pick<Showing, 'now'> | null): MonthEndTimes {
  const usual = usualTimes(month);
  if (showing === null) return usual;
  const pulled = fitMoments(Object.values(usual), {
    from: { day: dayAfter(month.lastOn), time: '00:00' },
    to: showing.now,
  });
  return {
    opened: pulled(usual.opened),
    counted: pulled(usual.counted),
    signedTooEarly: pulled(usual.signedTooEarly),
    overlookedFound: pulled(usual.overlookedFound),
    signed: pulled(usual.signed),
    countersigned: pulled(usual.countersigned),
    replenishment: pulled(usual.replenishment),
    shipped: pulled(usual.shipped),
    received: pulled(usual.received),
    booksClosed: pulled(usual.booksClosed),
  };
}
