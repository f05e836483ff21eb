import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { ensureCityInScope, SerialSet } from '@rotables/domain-kernel';
import type { Serial, Session } from '@rotables/domain-kernel';
import { ReportUnitLost } from '../../custody-loss/commands/report-unit-lost.js';
import { custodianRolesOf, passCustody } from '../../site/site.js';
import { Sites } from '../../site/site.repository.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { acceptCustody } from '../custody-hand-over.js';
import type { CustodyHandOver } from '../custody-hand-over.js';
import { CustodyHandOvers } from '../custody-hand-over.repository.js';
import { SiteBook } from './site-book.js';

export interface AcceptCustodyCommand {
  readonly session: Session;
  readonly handOverNumber: string;
  readonly countedSerials: readonly Serial[] | null;
  readonly movedSerials: readonly Serial[];
  readonly acceptedAt: Date;
}

/** Everything in keeping passes to the successor, what is on loan without being counted; what is missing is the leaver's (O2, S4). */
@Injectable()
export class AcceptCustody {
  constructor(
    private readonly handOvers: CustodyHandOvers,
    private readonly sites: Sites,
    private readonly book: SiteBook,
    private readonly ledger: SpareUnitLedger,
    private readonly reportUnitLost: ReportUnitLost,
    private readonly directory: Directory,
  ) {}

  async execute({ session, handOverNumber, ...accepted }: AcceptCustodyCommand): Promise<CustodyHandOver> {
    const handOver = await this.handOvers.load(handOverNumber);
    const site = await this.sites.load(handOver.site);
    ensureCityInScope(session, site.city);
    const wanted = { roles: custodianRolesOf[site.siteKind], city: site.city };
    await this.directory.ensurePerson(handOver.toCustodian, 'toCustodian', wanted);
    const { units, bookedSerials } = await this.book.of(site.site);
    const decision = acceptCustody(handOver, site, { ...accepted, bookedSerials, by: session.actor });
    const lost = new SerialSet(decision.lost);
    for (const unit of units.filter(({ serial }) => lost.has(serial)))
      await this.lose(unit, handOver, accepted.acceptedAt);
    const passed = units.filter(({ serial }) => !lost.has(serial));
    await this.pass(passed, handOver, accepted.acceptedAt);
    const countedUnits = bookedSerials.length - lost.size;
    await this.sites.save(passCustody(site, { handOver, countedUnits, lost: decision.lost, at: accepted.acceptedAt }));
    return this.handOvers.save(decision);
  }

  private async lose(unit: SpareUnit, handOver: CustodyHandOver, lostAt: Date): Promise<void> {
    const { site, city, fromCustodian: custodian, handOverNumber, witness } = handOver;
    const note = `Missing in the count of ${handOverNumber} before ${witness ?? 'the successor'}.`;
    await this.reportUnitLost.lose(unit, { lostAt, note, statementNumber: null, site, city, custodian });
  }

  private async pass(units: readonly SpareUnit[], handOver: CustodyHandOver, at: Date): Promise<void> {
    const books = await this.ledger.openBooks(units.map(({ city }) => city));
    const facts = { custodian: handOver.toCustodian, document: handOver.handOverNumber, at };
    await this.ledger.record(
      units.map((unit) => moveUnit(unit, 'handOver', { ...facts, to: unit.place, city: unit.city }, books)),
    );
  }
}
