import { shipmentDispatchedV1 } from '@rotables/contracts';
import type { Decision } from '@rotables/domain-kernel';
import { eventRowsOf, eventsAppended, outboxInsertion } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import type { PoolEvent } from '../../pool-event.js';
import {
  ensureAllWritten,
  eventRowOf,
  recordingOf,
  type RecordedRow,
} from '../../spare-unit/persistence/sql-spare-unit-ledger.js';
import type { LedgerEntry } from '../../spare-unit/spare-unit.js';
import type { Shipment } from '../shipment.js';

/** The receipt of a shipment that was loaded under lock: its lines, what did not fit, and the movements of what arrived, in one statement. */
export async function enterReceipt(
  decision: Decision<Shipment, PoolEvent>,
  movements: readonly LedgerEntry[],
): Promise<Shipment> {
  const { state } = decision;
  const shipment = { ...state, version: state.version + decision.events.length };
  const own = [...valuesOf(shipment), state.version];
  const stream = { topic: shipmentDispatchedV1.topic, key: shipment.shipmentNumber, city: shipment.city };
  const rows = [...movements.map(eventRowOf), ...eventRowsOf(stream, decision)];
  const events = outboxInsertion(rows, own.length + 1);
  const before = [...own, ...events.values];
  const recording = recordingOf(movements, before.length + 1, {
    written: `, head as (
    update shipment set state = $2, received_by = $3, received_at = $4, version = $5 where shipment_number = $1 and version = $13
    returning shipment_number
  ), line as (
    update shipment_line line set status = given.status from unnest($6::text[], $7::text[]) as given (serial, status)
    where line.shipment_number = $1 and line.serial = given.serial
  ), discrepancy as (
    insert into shipment_discrepancy (discrepancy_id, shipment_number, city, kind, serial, status)
    select discrepancy_id, $1, $8, kind, serial, status
    from unnest($9::text[], $10::text[], $11::text[], $12::text[]) as given (discrepancy_id, kind, serial, status)
  ), told as (${events.sql}
  )`,
    answered: ', (select count(*) from head)::integer as received',
  });
  const values = [...before, ...recording.values];
  const answer = await UnitOfWork.preparedQuery<ReceivedRow>('shipment-receive', recording.sql, values);
  ensureAllWritten(movements, answer.rows[0]);
  if (answer.rows[0]?.received !== 1)
    throw new Error(`Shipment ${shipment.shipmentNumber} changed though it was locked.`);
  eventsAppended();
  return shipment;
}

interface ReceivedRow extends RecordedRow {
  readonly received: number;
}

function valuesOf({ lines, discrepancies, ...shipment }: Shipment): unknown[] {
  return [
    shipment.shipmentNumber,
    shipment.state,
    shipment.receivedBy,
    shipment.receivedAt,
    shipment.version,
    lines.map(({ serial }) => serial),
    lines.map(({ status }) => status),
    shipment.city,
    discrepancies.map(({ discrepancyId }) => discrepancyId),
    discrepancies.map(({ kind }) => kind),
    discrepancies.map(({ serial }) => serial),
    discrepancies.map(({ status }) => status),
  ];
}
