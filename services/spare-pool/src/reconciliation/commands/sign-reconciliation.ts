import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { Sites } from '../../site/site.repository.js';
import { sign } from '../reconciliation.js';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

export interface SignReconciliationCommand {
  readonly session: Session;
  readonly statementNumber: string;
  readonly signedAt: Date;
}

@Injectable()
export class SignReconciliation {
  constructor(
    private readonly statements: Reconciliations,
    private readonly sites: Sites,
  ) {}

  async execute({ session, statementNumber, signedAt }: SignReconciliationCommand): Promise<Reconciliation> {
    const statement = await this.statements.load(statementNumber);
    ensureCityInScope(session, statement.city);
    const { site, custodian } = await this.sites.mainSiteOf(statement.city);
    return this.statements.save(sign(statement, { by: session.actor, custodian, site, signedAt }));
  }
}
