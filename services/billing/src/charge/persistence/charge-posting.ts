import { chargePostedV1 } from '@rotables/contracts';
import { eventRowsOf, eventsAppended, outboxInsertion } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { periodOf } from '../../accounting-period/accounting-period.js';
import type { JournalEntry } from '../../journal/journal.js';
import { journalInsertion } from '../../journal/persistence/journal-insertion.js';
import { openPeriodFor } from '../../journal/persistence/open-period.js';
import type { Charge, ChargeDecision } from '../charge.js';
import { chargeColumns, chargeValuesOf } from './charge-row.js';

/** A new charge, its event and its entry in the journal, and the end of the claim that waited for it, in one statement. */
export async function postNewCharge(decision: ChargeDecision, entry: JournalEntry): Promise<Charge> {
  const { state, events } = decision;
  const charge = { ...state, version: state.version + events.length };
  const { chargeNumber: key, city, source } = charge;
  const own = [...chargeValuesOf(charge), source];
  const told = outboxInsertion(eventRowsOf({ topic: chargePostedV1.topic, key, city }, decision), own.length + 1);
  const before = [...own, ...told.values];
  const columns = own.slice(1).map((_value, index) => `$${index + 1}`);
  const posted = `posted as (
       insert into charge (${chargeColumns}) values (${columns.join(', ')}) returning charge_number
     ), waited as (
       delete from pending_charge where source = $${own.length}
     ), told as (${told.sql}
     )`;
  if (entry.postings.length === 0) {
    await UnitOfWork.preparedQuery('charge-post-free', `with ${posted} select from posted`, before);
  } else {
    const period = await openPeriodFor(periodOf(entry.aboutOn));
    const booked = journalInsertion(entry, period, before.length + 1);
    const sql = `with ${posted}, ${booked.sql} select from posted`;
    await UnitOfWork.preparedQuery('charge-post', sql, [...before, ...booked.values]);
  }
  eventsAppended();
  return charge;
}
