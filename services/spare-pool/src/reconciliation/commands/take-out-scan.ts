import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { takeOutScan } from '../reconciliation.js';
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
  constructor(private readonly statements: Reconciliations) {}

  async execute({ session, statementNumber, serial, reason }: TakeOutScanCommand): Promise<Reconciliation> {
    const statement = await this.statements.load(statementNumber);
    ensureCityInScope(session, statement.city);
    return this.statements.save(takeOutScan(statement, { serial, reason, by: session.actor }));
  }
}
