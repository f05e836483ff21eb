import { ensureCityInScope, samePerson, SerialSet } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { ensureOwnSite } from '../../site/commands/own-site.js';
import { Sites } from '../../site/site.repository.js';
import { keptIn, leftSince } from '../cut-off.js';
import { SiteNotInStatement } from '../reconciliation.errors.js';
import { count } from '../reconciliation.js';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

export interface CountUnitsCommand {
  readonly session: Session;
  readonly statementNumber: string;
  readonly scannedSerials: readonly Serial[];
  /** Where they were scanned; null: at the site that the session's person keeps, else at the main one. */
  readonly site: string | null;
}

/** A count by scan, in any number of parts; counting twice does no harm (S5). */
@Injectable()
export class CountUnits {
  constructor(
    private readonly statements: Reconciliations,
    private readonly sites: Sites,
  ) {}

  async execute({
    session,
    statementNumber,
    scannedSerials,
    site: stated,
  }: CountUnitsCommand): Promise<Reconciliation> {
    const { statement, units } = await this.statements.countBasisOf(statementNumber, scannedSerials);
    const { city, cutOffAt, lines } = statement;
    ensureCityInScope(session, city);
    const left = lines.map(({ serial }) => serial).filter((serial) => leftSince(units.get(serial), city, cutOffAt));
    const kept = [...units.values()].filter((unit) => keptIn(unit, city)).map(({ serial }) => serial);
    const site = await this.siteOf(statement, stated, session);
    // What is scanned at a site may be booked there, and its custodian answers for it (S4).
    ensureOwnSite(await this.sites.get(site), 'site', session);
    const facts = {
      // As the ledger spells them, so that a new line can be looked for by anybody.
      scannedSerials: scannedSerials.map((serial) => units.get(serial)?.serial ?? serial),
      site,
      leftAfterCutOff: new SerialSet(left),
      keptHereNow: new SerialSet(kept),
      by: session.actor,
    };
    return this.statements.enterCount(statement, count(statement, facts));
  }

  private async siteOf({ signatures, statementNumber }: Reconciliation, stated: string | null, { actor }: Session) {
    const codes = signatures.map(({ site }) => site);
    if (stated !== null && !codes.includes(stated)) throw new SiteNotInStatement(statementNumber, stated);
    if (stated !== null || codes.length === 1) return stated ?? codes[0] ?? '';
    const custodians = await this.sites.custodiansOf(codes);
    return codes.find((code) => samePerson(custodians.get(code) ?? '', actor)) ?? codes[0] ?? '';
  }
}
