import { chargePostedV1, paymentReceivedV1 } from '@rotables/contracts';
import { eventRowsOf, eventsAppended, outboxInsertion } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { periodOf } from '../../accounting-period/accounting-period.js';
import type { Charge } from '../../charge/charge.js';
import { journalInsertion } from '../../journal/persistence/journal-insertion.js';
import { openPeriodFor } from '../../journal/persistence/open-period.js';
import type { Receipt } from '../receipt.js';
import type { PaymentDecisions } from '../receipt.repository.js';

/** What is paid on a charge that was loaded under lock, the receipt, their events and the entry in the journal, in one statement. */
export async function enterPayment({ paid, issued, entry, openPeriod }: PaymentDecisions): Promise<Receipt> {
  const period = openPeriod ?? (await openPeriodFor(periodOf(entry.aboutOn)));
  const charge = { ...paid.state, version: paid.state.version + paid.events.length };
  const receipt = { ...issued.state, version: issued.state.version + issued.events.length };
  const own = [...paidValuesOf(charge), paid.state.version, ...receiptValuesOf(receipt)];
  const rows = [
    ...eventRowsOf({ topic: chargePostedV1.topic, key: charge.chargeNumber, city: charge.city }, paid),
    ...eventRowsOf({ topic: paymentReceivedV1.topic, key: receipt.receiptNumber, city: receipt.city }, issued),
  ];
  const told = outboxInsertion(rows, own.length + 1);
  const before = [...own, ...told.values];
  const booked = journalInsertion(entry, period, before.length + 1);
  const answer = await UnitOfWork.preparedQuery<{ paid: number }>(
    'payment-enter',
    `with paid as (
       update charge set state = $2, paid_fen = $3, settled_at = $4, version = $5 where charge_number = $1 and version = $6
       returning charge_number
     ), received as (
       insert into receipt
         (receipt_number, charge_number, fault_number, city, amount_fen, method, received_by, received_at, received_on, version)
       values ($7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ), told as (${told.sql}
     ), ${booked.sql}
     select count(*)::integer as paid from paid`,
    [...before, ...booked.values],
  );
  if (answer.rows[0]?.paid !== 1) throw new Error(`Charge ${charge.chargeNumber} changed though it was locked.`);
  eventsAppended();
  return receipt;
}

function paidValuesOf({ chargeNumber, state, paidFen, settledAt, version }: Charge): unknown[] {
  return [chargeNumber, state, paidFen, settledAt, version];
}

function receiptValuesOf(receipt: Receipt): unknown[] {
  return [
    receipt.receiptNumber,
    receipt.chargeNumber,
    receipt.faultNumber,
    receipt.city,
    receipt.amountFen,
    receipt.method,
    receipt.receivedBy,
    receipt.receivedAt,
    receipt.receivedOn,
    receipt.version,
  ];
}
