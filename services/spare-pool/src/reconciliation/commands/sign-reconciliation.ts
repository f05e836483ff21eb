import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { Sites } from '../../site/site.repository.js';
import { sign } from '../signing.js';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

export interface SignReconciliationCommand {
  readonly session: Session;
  readonly statementNumber: string;
  /** Null: every site that the signer keeps. */
  readonly site: string | null;
  readonly signedAt: Date;
}

@Injectable()
export class SignReconciliation {
  constructor(
    private readonly statements: Reconciliations,
    private readonly sites: Sites,
  ) {}

  async execute({ session, statementNumber, site, signedAt }: SignReconciliationCommand): Promise<Reconciliation> {
    const statement = await this.statements.load(statementNumber);
    ensureCityInScope(session, statement.city);
    const custodians = await this.sites.custodiansOf(statement.signatures.map((one) => one.site));
    return this.statements.save(sign(statement, { by: session.actor, custodians, site, signedAt }));
  }
}
