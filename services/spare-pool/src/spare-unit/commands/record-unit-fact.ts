import { Injectable } from '@nestjs/common';
import type { Serial } from '@rotables/domain-kernel';
import { ScrapHolds } from '../../scrap-hold/scrap-hold.repository.js';
import { Sites } from '../../site/site.repository.js';
import { AwaitingFacts } from '../awaiting-facts.js';
import type { AwaitingFact } from '../awaiting-facts.js';
import type { LedgerEntry, SpareUnit } from '../spare-unit.js';
import { SpareUnitLedger } from '../spare-unit.repository.js';
import { entryOf, factLanes } from '../unit-fact.js';
import type { FactLane, FactSurroundings, UnitFact } from '../unit-fact.js';

interface Step {
  readonly taken: PendingFact;
  readonly entry: LedgerEntry | 'set-aside' | 'nothing-new';
}

/** A fact that is on hand; the one that has just come has no place among those that wait yet. */
type PendingFact = Omit<AwaitingFact, 'id'> & { readonly id: number | null };

/**
 * Enters what another service tells of a unit. Topics have no order among each other: a fact that builds on one which has not come
 * yet waits, and is entered as soon as that one is.
 */
@Injectable()
export class RecordUnitFact {
  constructor(
    private readonly ledger: SpareUnitLedger,
    private readonly facts: AwaitingFacts,
    private readonly sites: Sites,
    private readonly holds: ScrapHolds,
  ) {}

  async execute(fact: UnitFact): Promise<void> {
    await this.enter(fact.serial, [{ id: null, fact }]);
  }

  /** What the unit's facts waited for has come about otherwise than by a fact. */
  async resume(serial: Serial): Promise<void> {
    await this.enter(serial, []);
  }

  private async enter(serial: Serial, come: readonly PendingFact[]): Promise<void> {
    await this.facts.takeTurn(serial);
    let unit = await this.ledger.find(serial);
    let pending: readonly PendingFact[] = [...(await this.facts.of(serial)), ...come];
    for (let step = await this.nextStep(pending, unit); step; step = await this.nextStep(pending, unit)) {
      const { taken, entry } = step;
      if (entry === 'set-aside') await this.facts.setAside(taken.fact);
      else if (entry !== 'nothing-new') {
        await this.ledger.record([entry]);
        unit = entry.unit;
      }
      if (taken.id !== null) await this.facts.remove(taken.id);
      pending = pending.filter((one) => one !== taken);
    }
    for (const { id, fact: left } of pending) if (id === null) await this.facts.add(left);
  }

  /** The first fact that can be entered now, where none of its lane waits before it. */
  private async nextStep(pending: readonly PendingFact[], unit: SpareUnit | null): Promise<Step | null> {
    const waitingLanes = new Set<FactLane>();
    for (const taken of pending) {
      const lane = factLanes[taken.fact.kind];
      if (waitingLanes.has(lane)) continue;
      const entry = entryOf(taken.fact, unit, await this.surroundings(taken.fact, unit));
      if (entry !== 'waits') return { taken, entry };
      waitingLanes.add(lane);
    }
    return null;
  }

  private async surroundings(fact: UnitFact, unit: SpareUnit | null): Promise<FactSurroundings> {
    const code = fact.site ?? (await this.facts.lastQuarantineOf(unit?.serial ?? fact.serial));
    // Who tells has asked the sites that were opened here. A code that none has is no place: the unit is in the keeping of its case's
    // city then, for nothing that was received is refused into the void (R5), nor is it in nobody's keeping (S4).
    const site = code === null ? null : ((await this.sites.find(code)) ?? (await this.sites.findMainSiteOf(fact.city)));
    const cities = [fact.city, ...(site ? [site.city] : []), ...(unit ? [unit.city] : [])];
    const isHeldForScrap = fact.kind === 'restocked' && (await this.holds.heldOf(fact.serial)) !== null;
    return { site, books: await this.ledger.openBooks(cities), isHeldForScrap };
  }
}
