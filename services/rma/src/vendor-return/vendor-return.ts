import { vendorReturnReceivedV1, vendorReturnSentV1 } from '@rotables/contracts';
import {
  addMonths,
  businessDateOf,
  lifecycle,
  type ActorId,
  type BusinessDate,
  type CityCode,
  type Decision,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import type { RepairResult } from '../rma-case/rma-case.js';

/** The unit goes out to its vendor and comes back (R7). */
export const vendorReturnLifecycle = lifecycle({ sent: { receive: 'received' }, received: {} }, 'vendor return');

/** A vendor returns what was sent to him within so many months (R7; 003 §7.1). */
export const dueBackInMonths = 1;

/** 返修 outbound: one unit at its vendor. */
export interface VendorReturn {
  readonly vendorReturnNumber: string;
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly vendor: string;
  readonly sentBy: ActorId;
  readonly sentAt: Date;
  readonly dueBackOn: BusinessDate;
  readonly state: StateIn<typeof vendorReturnLifecycle>;
  readonly result: RepairResult | null;
  readonly receivedBy: ActorId | null;
  readonly receivedAt: Date | null;
  readonly version: number;
}

export type VendorReturnDecision = Decision<VendorReturn, DecidedEvent>;
export type VendorReturnSending = Omit<
  VendorReturn,
  'dueBackOn' | 'state' | 'result' | 'receivedBy' | 'receivedAt' | 'version'
>;

export function sendToVendor(sending: VendorReturnSending): VendorReturnDecision {
  const dueBackOn = addMonths(businessDateOf(sending.sentAt), dueBackInMonths);
  const { vendorReturnNumber, faultNumber, serial, city, vendor, sentAt } = sending;
  return {
    state: { ...sending, dueBackOn, state: 'sent', result: null, receivedBy: null, receivedAt: null, version: 0 },
    events: [
      decided(vendorReturnSentV1, {
        vendorReturnNumber,
        faultNumber,
        serial,
        city,
        vendor,
        dueBackOn,
        sentAt: sentAt.toISOString(),
      }),
    ],
  };
}

export function receiveFromVendor(
  vendorReturn: VendorReturn,
  { result, receivedBy, receivedAt }: { result: RepairResult; receivedBy: ActorId; receivedAt: Date },
): VendorReturnDecision {
  const state = vendorReturnLifecycle.after(vendorReturn.state, 'receive');
  ensureNotBefore('receivedAt', receivedAt, 'the unit was sent', vendorReturn.sentAt);
  const { vendorReturnNumber, faultNumber, serial, city, vendor } = vendorReturn;
  return {
    state: { ...vendorReturn, state, result, receivedBy, receivedAt },
    events: [
      decided(vendorReturnReceivedV1, {
        vendorReturnNumber,
        faultNumber,
        serial,
        city,
        vendor,
        result,
        receivedAt: receivedAt.toISOString(),
      }),
    ],
  };
}
