import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { keptIn, leftSince } from '../cut-off.js';
import { count } from '../reconciliation.js';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

export interface CountUnitsCommand {
  readonly session: Session;
  readonly statementNumber: string;
  readonly scannedSerials: readonly Serial[];
}

/** A count by scan, in any number of parts; counting twice does no harm (S5). */
@Injectable()
export class CountUnits {
  constructor(private readonly statements: Reconciliations) {}

  async execute({ session, statementNumber, scannedSerials }: CountUnitsCommand): Promise<Reconciliation> {
    const { statement, units } = await this.statements.countBasisOf(statementNumber, scannedSerials);
    const { city, cutOffAt, lines } = statement;
    ensureCityInScope(session, city);
    const left = lines.map(({ serial }) => serial).filter((serial) => leftSince(units.get(serial), city, cutOffAt));
    const kept = [...units.values()].filter((unit) => keptIn(unit, city)).map(({ serial }) => serial);
    const facts = { scannedSerials, leftAfterCutOff: new Set(left), keptHereNow: new Set(kept), by: session.actor };
    return this.statements.enterCount(statement, count(statement, facts));
  }
}
