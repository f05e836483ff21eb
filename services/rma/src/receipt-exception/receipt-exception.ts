import { receiptExceptionOpenedV1, receiptExceptionResolvedV1 } from '@rotables/contracts';
import {
  lifecycle,
  type ActorId,
  type CityCode,
  type Decision,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';

/** What arrived otherwise than expected is kept and looked into (R5). */
export const receiptExceptionLifecycle = lifecycle(
  { open: { resolve: 'resolved' }, resolved: {} },
  'receipt exception',
);

export const exceptionKinds = ['wrong-serial', 'missing-accessory', 'unexpected-parcel'] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

export interface ReceiptException {
  readonly exceptionNumber: string;
  readonly exceptionKind: ExceptionKind;
  /** The case that the parcel was meant for, as far as it is known. */
  readonly faultNumber: string | null;
  readonly site: string;
  readonly city: CityCode;
  readonly scannedSerial: Serial;
  readonly expectedSerial: Serial | null;
  readonly note: string;
  readonly openedBy: ActorId;
  readonly openedAt: Date;
  readonly state: StateIn<typeof receiptExceptionLifecycle>;
  readonly resolution: string | null;
  readonly resolvedBy: ActorId | null;
  readonly resolvedAt: Date | null;
  readonly version: number;
}

export type ReceiptExceptionDecision = Decision<ReceiptException, DecidedEvent>;
export type ExceptionOpening = Omit<ReceiptException, 'state' | 'resolution' | 'resolvedBy' | 'resolvedAt' | 'version'>;

/** Nothing received is refused into the void: what is not as expected gets a number of its own (R5). */
export function openReceiptException(opening: ExceptionOpening): ReceiptExceptionDecision {
  const { exceptionNumber, exceptionKind, faultNumber, scannedSerial, city, expectedSerial, note, openedAt } = opening;
  return {
    state: { ...opening, state: 'open', resolution: null, resolvedBy: null, resolvedAt: null, version: 0 },
    events: [
      decided(receiptExceptionOpenedV1, {
        exceptionNumber,
        exceptionKind,
        faultNumber,
        scannedSerial,
        city,
        expectedSerial,
        note,
        openedAt: openedAt.toISOString(),
      }),
    ],
  };
}

export function resolveReceiptException(
  exception: ReceiptException,
  { resolution, resolvedBy, resolvedAt }: { resolution: string; resolvedBy: ActorId; resolvedAt: Date },
): ReceiptExceptionDecision {
  const state = receiptExceptionLifecycle.after(exception.state, 'resolve');
  ensureNotBefore('resolvedAt', resolvedAt, 'the exception was opened', exception.openedAt);
  const { exceptionNumber, exceptionKind, faultNumber, scannedSerial, city } = exception;
  return {
    state: { ...exception, state, resolution, resolvedBy, resolvedAt },
    events: [
      decided(receiptExceptionResolvedV1, {
        exceptionNumber,
        exceptionKind,
        faultNumber,
        scannedSerial,
        city,
        resolution,
        resolvedBy,
        resolvedAt: resolvedAt.toISOString(),
      }),
    ],
  };
}
