import { ensureCityInScope, samePerson } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../../business-time/stated-time.js';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { NotTheCustodian } from '../../site/site.errors.js';
import { Sites } from '../../site/site.repository.js';
import { atSite } from '../place.js';
import { ensureNoSerialTwice, SerialHasTwin, UnitIsAwaited, UnitIsCovered } from '../spare-unit.errors.js';
import { enterUnit, moveUnit } from '../spare-unit.js';
import type { SpareUnit } from '../spare-unit.js';
import { SpareUnitLedger } from '../spare-unit.repository.js';

export interface AcquireUnitsCommand {
  readonly session: Session;
  readonly site: string;
  readonly acquiredAt: Date;
  readonly units: readonly { readonly serial: Serial; readonly model: string }[];
}

/**
 * New units of the company come to a site whose custodian acquires them himself: he answers for them from then on (S4), and to anybody else
 * they go by shipment, which the receiver scans (S3). All of them come or, when one is known already, however it is typed (W15), or is a
 * customer's covered device (S9), none.
 */
@Injectable()
export class AcquireUnits {
  constructor(
    private readonly sites: Sites,
    private readonly ledger: SpareUnitLedger,
    private readonly coveredUnits: CoveredUnits,
  ) {}

  async execute({ session, site: code, acquiredAt, units }: AcquireUnitsCommand): Promise<readonly SpareUnit[]> {
    const serials = units.map(({ serial }) => serial);
    ensureNoSerialTwice(serials, 'units');
    // What warranty tells of these serials at the same moment comes before this or after it, and never beside it.
    await this.ledger.takeEntryTurn();
    const covered = await this.coveredUnits.coveredAmong(serials);
    if (covered.length > 0) throw new UnitIsCovered(covered);
    const [twin] = await this.ledger.twinsOf(serials);
    if (twin) throw new SerialHasTwin(twin.serial, twin.known);
    await this.ensureNoneAwaited(serials);
    const site = await this.sites.get(code);
    ensureCityInScope(session, site.city);
    if (!samePerson(site.custodian, session.actor)) throw new NotTheCustodian(code, site.custodian, session.actor);
    ensureNotBefore('acquiredAt', acquiredAt, site.openedAt, `${code} was opened`);
    const books = await this.ledger.openBooks([site.city]);
    const facts = { to: atSite(code), city: site.city, custodian: site.custodian, document: null, at: acquiredAt };
    const known = await this.ledger.findAll(serials);
    const entries = units.map(({ serial, model }) => {
      const unit = known.get(serial);
      if (unit?.place.kind !== 'withdrawn') return enterUnit('acquire', serial, model, facts, books);
      const bought = { ...facts, owner: 'company', condition: 'good' } as const;
      return moveUnit({ ...unit, model }, 'acquireAgain', bought, books);
    });
    await this.ledger.record(entries);
    return entries.map(({ unit }) => unit);
  }

  /** What a customer had is the company's by a replacement or a refund, defective and perhaps not here yet: it comes in by its case, never as a new spare (S9, R8). */
  private async ensureNoneAwaited(serials: readonly Serial[]): Promise<void> {
    const once = await this.coveredUnits.onceCoveredAmong(serials);
    if (once.length === 0) return;
    const known = await this.ledger.peek(once);
    const awaited = once.filter((serial) => !known.has(serial));
    if (awaited.length > 0) throw new UnitIsAwaited(awaited);
  }
}
