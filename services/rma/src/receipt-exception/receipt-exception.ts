import { receiptExceptionOpenedV1, receiptExceptionResolvedV1 } from '@rotables/contracts';
import {
  lifecycle,
  serialKey,
  type ActorId,
  type CityCode,
  type Decision,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import { ExceptionHoldsNoUnit, ExceptionIsOfAnotherUnit } from './receipt-exception.errors.js';

/** What arrived otherwise than expected is kept and looked into (R5). */
export const receiptExceptionLifecycle = lifecycle(
  { open: { link: 'resolved', resolve: 'resolved' }, resolved: {} },
  'receipt exception',
);

export const exceptionKinds = ['wrong-serial', 'missing-accessory', 'unexpected-parcel'] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

/** What became of it: received for a case, handed back to whoever sent it, or cleared, where nothing lay there after all. */
export const exceptionOutcomes = ['received', 'handed-back', 'cleared'] as const;
export type ExceptionOutcome = (typeof exceptionOutcomes)[number];

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
  readonly outcome: ExceptionOutcome | null;
  /** The case that it turned out to be. */
  readonly linkedFaultNumber: string | null;
  readonly resolution: string | null;
  readonly resolvedBy: ActorId | null;
  readonly resolvedAt: Date | null;
  readonly version: number;
}

export type ReceiptExceptionDecision = Decision<ReceiptException, DecidedEvent>;
export type ExceptionOpening = Omit<
  ReceiptException,
  'state' | 'outcome' | 'linkedFaultNumber' | 'resolution' | 'resolvedBy' | 'resolvedAt' | 'version'
>;

/** Nothing received is refused into the void: what is not as expected gets a number of its own (R5). */
export function openReceiptException(opening: ExceptionOpening): ReceiptExceptionDecision {
  const { openedBy: _openedBy, openedAt, ...told } = opening;
  return {
    state: {
      ...opening,
      state: 'open',
      outcome: null,
      linkedFaultNumber: null,
      resolution: null,
      resolvedBy: null,
      resolvedAt: null,
      version: 0,
    },
    events: [decided(receiptExceptionOpenedV1, { ...told, openedAt: openedAt.toISOString() })],
  };
}

export interface ExceptionResolution {
  readonly outcome: Exclude<ExceptionOutcome, 'received'>;
  readonly resolution: string;
  readonly resolvedBy: ActorId;
  readonly resolvedAt: Date;
}

/** Somebody looked into it, and it is no unit of any case. */
export function resolveReceiptException(
  exception: ReceiptException,
  resolution: ExceptionResolution,
): ReceiptExceptionDecision {
  const state = receiptExceptionLifecycle.after(exception.state, 'resolve');
  return resolvedAs({ ...exception, state }, resolution, null);
}

export interface ExceptionLink {
  readonly faultNumber: string;
  /** Of the unit of that case. */
  readonly serial: Serial;
  readonly resolution: string;
  readonly resolvedBy: ActorId;
  readonly resolvedAt: Date;
}

/** It turned out to be the unit of a case, which receives it (R5). Throws {@link ExceptionHoldsNoUnit} and {@link ExceptionIsOfAnotherUnit}. */
export function linkReceiptException(exception: ReceiptException, link: ExceptionLink): ReceiptExceptionDecision {
  const state = receiptExceptionLifecycle.after(exception.state, 'link');
  const { exceptionNumber, exceptionKind, scannedSerial } = exception;
  const { faultNumber, serial, ...resolution } = link;
  if (exceptionKind === 'missing-accessory') throw new ExceptionHoldsNoUnit(exceptionNumber);
  if (serialKey(serial) !== serialKey(scannedSerial)) {
    throw new ExceptionIsOfAnotherUnit(exceptionNumber, scannedSerial, faultNumber, serial);
  }
  return resolvedAs({ ...exception, state }, { ...resolution, outcome: 'received' }, faultNumber);
}

function resolvedAs(
  exception: ReceiptException,
  told: Omit<ExceptionResolution, 'outcome'> & { readonly outcome: ExceptionOutcome },
  linkedFaultNumber: string | null,
): ReceiptExceptionDecision {
  const { outcome, resolution, resolvedBy, resolvedAt } = told;
  ensureNotBefore('resolvedAt', resolvedAt, 'the exception was opened', exception.openedAt);
  const { exceptionNumber, exceptionKind, faultNumber, scannedSerial, city } = exception;
  return {
    state: { ...exception, outcome, linkedFaultNumber, resolution, resolvedBy, resolvedAt },
    events: [
      decided(receiptExceptionResolvedV1, {
        exceptionNumber,
        exceptionKind,
        faultNumber,
        scannedSerial,
        city,
        outcome,
        linkedFaultNumber,
        resolution,
        resolvedBy,
        resolvedAt: resolvedAt.toISOString(),
      }),
    ],
  };
}
