import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
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
  constructor(
    private readonly statements: Reconciliations,
    private readonly ledger: SpareUnitLedger,
  ) {}

  async execute({ session, statementNumber, scannedSerials }: CountUnitsCommand): Promise<Reconciliation> {
    const statement = await this.statements.load(statementNumber);
    const { city, cutOffAt, lines } = statement;
    ensureCityInScope(session, city);
    const now = await this.ledger.peek([...lines.map(({ serial }) => serial), ...scannedSerials]);
    const left = lines.map(({ serial }) => serial).filter((serial) => leftSince(now.get(serial), city, cutOffAt));
    const kept = [...now.values()].filter((unit) => keptIn(unit, city)).map(({ serial }) => serial);
    const facts = { scannedSerials, leftAfterCutOff: new Set(left), keptHereNow: new Set(kept), by: session.actor };
    return this.statements.save(count(statement, facts));
  }
}
