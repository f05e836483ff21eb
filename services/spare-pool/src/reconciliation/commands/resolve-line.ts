import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { ReportUnitFound } from '../../custody-loss/commands/report-unit-found.js';
import { ReportUnitLost } from '../../custody-loss/commands/report-unit-lost.js';
import { Sites } from '../../site/site.repository.js';
import { placeText } from '../../spare-unit/place.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { movedSince } from '../cut-off.js';
import { LedgerSaysOtherwise } from '../reconciliation.errors.js';
import { openDiscrepancyOf, resolveLine } from '../reconciliation.js';
import type { LineResolution, Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

export interface ResolveLineCommand {
  readonly session: Session;
  readonly statementNumber: string;
  readonly serial: Serial;
  readonly resolution: LineResolution;
  readonly note: string;
  readonly resolvedAt: Date;
}

/** A discrepancy is settled by what the ledger then says; a correction is an entry of the open month (S5). */
@Injectable()
export class ResolveReconciliationLine {
  constructor(
    private readonly statements: Reconciliations,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
    private readonly reportUnitLost: ReportUnitLost,
    private readonly reportUnitFound: ReportUnitFound,
  ) {}

  async execute(command: ResolveLineCommand): Promise<Reconciliation> {
    const statement = await this.statements.load(command.statementNumber);
    ensureCityInScope(command.session, statement.city);
    const decision = resolveLine(statement, { ...command, by: command.session.actor });
    await this.effects[command.resolution](statement, command);
    return this.statements.save(decision);
  }

  private readonly effects: Readonly<
    Record<LineResolution, (statement: Reconciliation, command: ResolveLineCommand) => Promise<void>>
  > = {
    lost: async ({ statementNumber }, { session, serial, note, resolvedAt }) => {
      await this.reportUnitLost.execute({ session, serial, note, statementNumber, lostAt: resolvedAt });
    },
    'moved-after-cut-off': async ({ cutOffAt }, { serial, resolution }) => {
      const unit = await this.unitNow(serial);
      if (unit && !movedSince(unit, cutOffAt)) {
        const since = `${placeText(unit.place)} since ${unit.since.toISOString()}`;
        throw new LedgerSaysOtherwise(serial, resolution, since, 'book the movement first, or report the unit lost');
      }
    },
    found: async (statement, { session, serial, resolution, resolvedAt }) => {
      if (openDiscrepancyOf(statement, serial).listedAs !== 'not-booked') return;
      const unit = await this.unitNow(serial);
      if (unit?.place.kind !== 'lost') {
        const book = unit ? `at ${placeText(unit.place)}` : 'in no place that you see';
        throw new LedgerSaysOtherwise(
          serial,
          resolution,
          book,
          'only a lost unit is found; resolve it as booked-elsewhere',
        );
      }
      const { site } = await this.sites.mainSiteOf(statement.city);
      await this.reportUnitFound.execute({ session, serial, site, foundAt: resolvedAt });
    },
    'booked-elsewhere': () => Promise.resolve(),
  };

  private async unitNow(serial: Serial): Promise<SpareUnit | undefined> {
    return (await this.ledger.peek([serial])).get(serial);
  }
}
