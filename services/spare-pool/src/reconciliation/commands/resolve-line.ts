import { ensureCityInScope, samePerson } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { ReportUnitFound } from '../../custody-loss/commands/report-unit-found.js';
import { ReportUnitLost } from '../../custody-loss/commands/report-unit-lost.js';
import { placeText } from '../../spare-unit/place.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { movedSince } from '../cut-off.js';
import { LedgerSaysOtherwise } from '../reconciliation.errors.js';
import { ensureSiteCounted, openDiscrepancyOf, resolveLine, siteOfLine } from '../reconciliation.js';
import type { LineResolution, Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

const wayOutOfUnknown = 'take the scan out if it was misread, acquire the unit if it is new, or resolve it as not-ours';

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
    lost: async (statement, { session, serial, note, resolvedAt }) => {
      const { statementNumber } = statement;
      const loss = { session, serial, note, statementNumber, lostAt: resolvedAt };
      const { custodian } = await this.reportUnitLost.execute(loss);
      if (!samePerson(custodian, session.actor)) ensureSiteCounted(statement, serial);
    },
    'moved-after-cut-off': async ({ cutOffAt }, { serial, resolution }) => {
      const unit = await this.unitNow(serial);
      if (unit && !movedSince(unit, cutOffAt)) {
        const since = `${placeText(unit.place)} since ${unit.since.toISOString()}`;
        throw new LedgerSaysOtherwise(serial, resolution, since, 'book the movement first, or report the unit lost');
      }
    },
    found: async (statement, { session, serial, resolution, resolvedAt }) => {
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
      const site = siteOfLine(statement, openDiscrepancyOf(statement, serial));
      await this.reportUnitFound.scanned({ session, serial, site, foundAt: resolvedAt });
    },
    'booked-elsewhere': async ({ city }, { serial, resolution }) => {
      const book = await this.statements.whereaboutsOf(serial);
      if (book === null)
        throw new LedgerSaysOtherwise(serial, resolution, 'nowhere: it does not know the serial', wayOutOfUnknown);
      const isHere = book.city === city && (book.placeKind === 'site' || book.placeKind === 'quarantine');
      if (!isHere && book.placeKind !== 'lost') return;
      const wayOut = isHere
        ? 'count it again: it is booked here by now'
        : 'it is lost in the book; resolve it as found';
      throw new LedgerSaysOtherwise(serial, resolution, book.placeKind, wayOut);
    },
    'not-ours': async (_statement, { serial, resolution }) => {
      const book = await this.statements.whereaboutsOf(serial);
      if (book === null || book.owner === 'customer') return;
      throw new LedgerSaysOtherwise(
        serial,
        resolution,
        `as the company's (${book.placeKind})`,
        'resolve it as booked-elsewhere',
      );
    },
  };

  private async unitNow(serial: Serial): Promise<SpareUnit | undefined> {
    return (await this.ledger.peek([serial])).get(serial);
  }
}
