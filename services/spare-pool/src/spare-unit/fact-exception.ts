import { unitFactSettledV1 } from '@rotables/contracts';
import type { ActorId, CityCode, Decision, Serial } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { UnitFactMayComeYet, UnitFactSettledAlready } from './spare-unit.errors.js';
import type { FactKind } from './unit-fact.js';

/** What another service told of a unit and the pool did not enter: an exception, which headquarters looks into (E4). */
export interface FactException {
  readonly id: number;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly kind: FactKind;
  readonly document: string;
  /** It contradicts what the pool itself knows; else it waits for one that it builds on. */
  readonly setAside: boolean;
  /** For so long that what it waits for is not just under way. */
  readonly waitsLong: boolean;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly settlement: string | null;
  /** How many events there are of it. */
  readonly version: number;
}

/** Nobody waits for it any longer, and why. It is kept, and what it told is entered by nobody: the ledger stays as it is. */
export function settleFact(
  fact: FactException,
  { by, reason, at }: { readonly by: ActorId; readonly reason: string; readonly at: Date },
): Decision<FactException, PoolEvent> {
  const { id, serial, city, kind, document, setAside } = fact;
  if (fact.settledAt !== null) throw new UnitFactSettledAlready(id, serial, fact.settledBy);
  if (!setAside && !fact.waitsLong) throw new UnitFactMayComeYet(id, serial, kind);
  const told = { reason, settledBy: by, settledAt: at.toISOString() };
  return {
    state: { ...fact, settledBy: by, settledAt: at, settlement: reason },
    events: [
      poolEvent(unitFactSettledV1, { factId: String(id), serial, city, fact: kind, document, setAside, ...told }),
    ],
  };
}
