import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';
import { sendBack } from '../signing.js';

export interface SendBackReconciliationCommand {
  readonly session: Session;
  readonly statementNumber: string;
  readonly reason: string;
  readonly sentBackAt: Date;
}

@Injectable()
export class SendBackReconciliation {
  constructor(private readonly statements: Reconciliations) {}

  async execute({
    session,
    statementNumber,
    reason,
    sentBackAt,
  }: SendBackReconciliationCommand): Promise<Reconciliation> {
    const statement = await this.statements.load(statementNumber);
    ensureCityInScope(session, statement.city);
    return this.statements.save(sendBack(statement, { reason, by: session.actor, sentBackAt }));
  }
}
