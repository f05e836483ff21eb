import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { ensureOwnSite } from '../../site/commands/own-site.js';
import { Sites } from '../../site/site.repository.js';
import { lineOf, siteOfLine, takeOutScan } from '../reconciliation.js';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

export interface TakeOutScanCommand {
  readonly session: Session;
  readonly statementNumber: string;
  readonly serial: Serial;
  readonly reason: string;
}

/** What was scanned by mistake does not stand in the statement for ever (S5). */
@Injectable()
export class TakeOutScan {
  constructor(
    private readonly statements: Reconciliations,
    private readonly sites: Sites,
  ) {}

  async execute({ session, statementNumber, serial, reason }: TakeOutScanCommand): Promise<Reconciliation> {
    const statement = await this.statements.load(statementNumber);
    ensureCityInScope(session, statement.city);
    const site = siteOfLine(statement, lineOf(statement, serial));
    ensureOwnSite(await this.sites.get(site), 'site', session);
    return this.statements.save(takeOutScan(statement, { serial, reason, by: session.actor }));
  }
}
