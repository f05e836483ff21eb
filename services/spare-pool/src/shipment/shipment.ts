import { shipmentDiscrepancyResolvedV1, shipmentDispatchedV1, shipmentReceivedV1 } from '@rotables/contracts';
import { lifecycle, matchScans, samePerson, sameSerial } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import {
  DiscrepancyNotFound,
  LiablePartyNeeded,
  LossDecidedByPartyToIt,
  ResolutionDoesNotFit,
  ShipmentToItself,
} from './shipment.errors.js';

export const shipmentLifecycle = lifecycle(
  { dispatched: { receive: 'received' }, received: { resolveDiscrepancy: 'received' } },
  'shipment',
);
export type ShipmentState = StateIn<typeof shipmentLifecycle>;

export const discrepancyLifecycle = lifecycle({ open: { resolve: 'resolved' }, resolved: {} }, 'discrepancy');
export type DiscrepancyStatus = StateIn<typeof discrepancyLifecycle>;

export const discrepancyResolutions = [
  'arrived-late',
  'never-left',
  'lost',
  'arrived-elsewhere',
  'accepted-here',
  'sent-back',
  'set-aside',
] as const;
export type DiscrepancyResolution = (typeof discrepancyResolutions)[number];
export type DiscrepancyKind = 'missing' | 'unexpected';

/** What may become of a unit that was missing, and of one that nobody expected. */
export const resolutionsOf: Readonly<Record<DiscrepancyKind, readonly DiscrepancyResolution[]>> = {
  missing: ['arrived-late', 'never-left', 'lost', 'arrived-elsewhere'],
  unexpected: ['accepted-here', 'sent-back', 'set-aside'],
};

/** Who owes a unit that was lost on the way: headquarters decides (S3). */
export const liableParties = ['carrier', 'sender'] as const;
export type LiableParty = (typeof liableParties)[number];

export interface ShipmentLine {
  readonly serial: Serial;
  readonly model: string;
  /** `received` once it has arrived; `in-transit` before, and when it did not. */
  readonly status: 'in-transit' | 'received' | 'missing' | 'arrived-late' | 'never-left' | 'lost' | 'arrived-elsewhere';
}

export interface ShipmentDiscrepancy {
  readonly discrepancyId: string;
  readonly kind: DiscrepancyKind;
  readonly serial: Serial;
  readonly status: DiscrepancyStatus;
  readonly resolution: DiscrepancyResolution | null;
  readonly note: string | null;
  /** Of a lost unit: who owes it. */
  readonly liable: LiableParty | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: Date | null;
}

/** Named serials on their way to one site; in transit they belong to the shipment (S3). */
export interface Shipment {
  readonly shipmentNumber: string;
  readonly orderNumber: string;
  readonly fromSite: string;
  readonly fromCity: CityCode;
  readonly toSite: string;
  readonly city: CityCode;
  readonly state: ShipmentState;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly dispatchedBy: string;
  readonly dispatchedAt: Date;
  readonly receivedBy: string | null;
  readonly receivedAt: Date | null;
  readonly lines: readonly ShipmentLine[];
  readonly discrepancies: readonly ShipmentDiscrepancy[];
  readonly version: number;
}

export interface DispatchFacts {
  readonly shipmentNumber: string;
  readonly orderNumber: string;
  readonly fromSite: string;
  readonly fromCity: CityCode;
  readonly toSite: string;
  readonly city: CityCode;
  readonly units: readonly { readonly serial: Serial; readonly model: string }[];
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly by: ActorId;
  readonly dispatchedAt: Date;
}

export function dispatch(facts: DispatchFacts): Decision<Shipment, PoolEvent> {
  const { shipmentNumber, orderNumber, fromSite, toSite, city, carrier, trackingNumber, by, dispatchedAt } = facts;
  if (fromSite === toSite) throw new ShipmentToItself(orderNumber, toSite);
  const head = { shipmentNumber, orderNumber, fromSite, toSite, city, carrier, trackingNumber, dispatchedBy: by };
  return {
    state: {
      ...head,
      fromCity: facts.fromCity,
      state: 'dispatched',
      dispatchedAt,
      receivedBy: null,
      receivedAt: null,
      lines: facts.units.map(({ serial, model }) => ({ serial, model, status: 'in-transit' })),
      discrepancies: [],
      version: 0,
    },
    events: [
      poolEvent(shipmentDispatchedV1, {
        ...head,
        serials: facts.units.map(({ serial }) => serial),
        dispatchedAt: dispatchedAt.toISOString(),
      }),
    ],
  };
}

export interface ReceiveFacts {
  readonly scannedSerials: readonly Serial[];
  readonly by: ActorId;
  readonly receivedAt: Date;
}

/** What was scanned is received; what is missing or was not expected opens a discrepancy, and the rest is not held up (S3). */
export function receive(shipment: Shipment, facts: ReceiveFacts): Decision<Shipment, PoolEvent> {
  const state = shipmentLifecycle.after(shipment.state, 'receive');
  ensureNotBefore('receivedAt', facts.receivedAt, shipment.dispatchedAt, 'the shipment was dispatched');
  const { found: scanned, unexpected } = matchScans(shipment.lines, facts.scannedSerials);
  const lines = shipment.lines.map((line): ShipmentLine => ({
    ...line,
    // What turned up elsewhere meanwhile is not missing here.
    status: line.status !== 'in-transit' ? line.status : scanned.has(line) ? 'received' : 'missing',
  }));
  const received = lines.filter(({ status }) => status === 'received').map(({ serial }) => serial);
  const missing = lines.filter(({ status }) => status === 'missing').map(({ serial }) => serial);
  const opened: readonly (readonly [DiscrepancyKind, Serial])[] = [
    ...missing.map((serial) => ['missing', serial] as const),
    ...unexpected.map((serial) => ['unexpected', serial] as const),
  ];
  const discrepancies = opened.map(([kind, serial], index): ShipmentDiscrepancy => ({
    discrepancyId: `${shipment.shipmentNumber}-D${index + 1}`,
    kind,
    serial,
    status: 'open',
    resolution: null,
    note: null,
    liable: null,
    resolvedBy: null,
    resolvedAt: null,
  }));
  const { shipmentNumber, toSite, city } = shipment;
  return {
    state: { ...shipment, state, receivedBy: facts.by, receivedAt: facts.receivedAt, lines, discrepancies },
    events: [
      poolEvent(shipmentReceivedV1, {
        shipmentNumber,
        toSite,
        city,
        received,
        missing,
        unexpected,
        receivedBy: facts.by,
        receivedAt: facts.receivedAt.toISOString(),
      }),
    ],
  };
}

export interface ResolveDiscrepancyFacts {
  readonly discrepancyId: string;
  readonly resolution: DiscrepancyResolution;
  readonly note: string;
  /** Of a lost unit, and only of one. */
  readonly liable: LiableParty | null;
  readonly by: ActorId;
  readonly resolvedAt: Date;
}

/** Throws DiscrepancyNotFound. */
export function discrepancyOf(shipment: Shipment, discrepancyId: string): ShipmentDiscrepancy {
  const discrepancy = shipment.discrepancies.find((one) => one.discrepancyId === discrepancyId);
  if (!discrepancy) throw new DiscrepancyNotFound(discrepancyId);
  return discrepancy;
}

export function resolveDiscrepancy(shipment: Shipment, facts: ResolveDiscrepancyFacts): Decision<Shipment, PoolEvent> {
  const state = shipmentLifecycle.after(shipment.state, 'resolveDiscrepancy');
  const discrepancy = discrepancyOf(shipment, facts.discrepancyId);
  const status = discrepancyLifecycle.after(discrepancy.status, 'resolve');
  const fitting = resolutionsOf[discrepancy.kind];
  if (!fitting.includes(facts.resolution))
    throw new ResolutionDoesNotFit(discrepancy.discrepancyId, discrepancy.kind, facts.resolution, fitting);
  if (facts.resolution === 'lost') ensureMayDecideLoss(shipment, facts);
  ensureNotBefore(
    'resolvedAt',
    facts.resolvedAt,
    shipment.receivedAt ?? shipment.dispatchedAt,
    'the shipment was received',
  );
  const { resolution, note, liable, by: resolvedBy, resolvedAt } = facts;
  const resolved: ShipmentDiscrepancy = { ...discrepancy, status, resolution, note, liable, resolvedBy, resolvedAt };
  const isLineStatus =
    resolution === 'arrived-late' ||
    resolution === 'never-left' ||
    resolution === 'lost' ||
    resolution === 'arrived-elsewhere';
  return {
    state: {
      ...shipment,
      state,
      lines: shipment.lines.map((line) =>
        isLineStatus && sameSerial(line.serial, discrepancy.serial) ? { ...line, status: resolution } : line,
      ),
      discrepancies: shipment.discrepancies.map((one) => (one === discrepancy ? resolved : one)),
    },
    events: [
      poolEvent(shipmentDiscrepancyResolvedV1, {
        shipmentNumber: shipment.shipmentNumber,
        discrepancyId: discrepancy.discrepancyId,
        city: shipment.city,
        kind: discrepancy.kind,
        serial: discrepancy.serial,
        resolution,
        note,
        liable,
        resolvedBy,
        resolvedAt: resolvedAt.toISOString(),
      }),
    ],
  };
}

/** Money moves: who sent it, or said that it did not come, does not decide who owes it (S3). */
function ensureMayDecideLoss(shipment: Shipment, { discrepancyId, liable, by }: ResolveDiscrepancyFacts): void {
  if (liable === null) throw new LiablePartyNeeded(discrepancyId);
  const parties = [shipment.dispatchedBy, shipment.receivedBy].filter((person) => person !== null);
  if (parties.some((person) => samePerson(person, by))) throw new LossDecidedByPartyToIt(discrepancyId, by);
}

/** A unit of this shipment was taken in elsewhere: nobody looks for it here any more. */
export function turnUpElsewhere(
  shipment: Shipment,
  { serial, note, by, at }: { readonly serial: Serial; readonly note: string; readonly by: ActorId; readonly at: Date },
): Decision<Shipment, PoolEvent> {
  const open = shipment.discrepancies.find((one) => one.status === 'open' && sameSerial(one.serial, serial));
  if (open) {
    const facts = { discrepancyId: open.discrepancyId, resolution: 'arrived-elsewhere', liable: null } as const;
    return resolveDiscrepancy(shipment, { ...facts, note, by, resolvedAt: at });
  }
  const lines = shipment.lines.map((line): ShipmentLine =>
    sameSerial(line.serial, serial) && (line.status === 'in-transit' || line.status === 'missing')
      ? { ...line, status: 'arrived-elsewhere' }
      : line,
  );
  return { state: { ...shipment, lines }, events: [] };
}
