import { Injectable } from '@nestjs/common';
import { businessDateOf } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { PostCharge } from '../../charge/commands/post-charge.js';
import { PostPendingCharges } from '../../charge/commands/post-pending-charges.js';
import { repairSource, type CaseIdentity, type Entitlement, type Resolution, type RmaCase } from '../rma-case.js';
import { WithdrawOpenQuotes } from '../../quote/commands/withdraw-open-quotes.js';
import { RmaCases } from '../rma-case.repository.js';

export type ReportFacts = Pick<RmaCase, 'model' | 'reporterName' | 'reportedOn' | 'reportedAt' | 'unitOwner'>;

export type CaseFacts = Partial<Pick<RmaCase, 'unitHeld' | 'closedAt' | 'replacement' | 'isWithdrawn' | 'unitOwner'>>;

/** Command: something was heard of a case; what waited for it is charged. */
@Injectable()
export class LearnOfCase {
  constructor(
    private readonly cases: RmaCases,
    private readonly postCharge: PostCharge,
    private readonly pendingCharges: PostPendingCharges,
    private readonly openQuotes: WithdrawOpenQuotes,
  ) {}

  async report(identity: CaseIdentity, facts: ReportFacts): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    await this.cases.save({ ...rmaCase, ...facts });
    await this.pendingCharges.ofFault(identity.faultNumber);
  }

  async entitlement(identity: CaseIdentity, entitlement: Entitlement): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    await this.cases.save({ ...rmaCase, entitlement });
    await this.pendingCharges.ofFault(identity.faultNumber);
  }

  /** Where the unit is, whether anything is left to do, and what became of the spare: nothing else follows from it but what waited for it. */
  async facts(identity: CaseIdentity, facts: CaseFacts): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    await this.cases.save({ ...rmaCase, ...facts });
    await this.pendingCharges.ofFault(identity.faultNumber);
  }

  /** The customer was served: the one charge of the case is posted, zero or not (B2, X4), and a quote that nobody answered is void. */
  async resolution(
    identity: CaseIdentity,
    resolution: Resolution,
    reporterName: string,
    recordedAt: Date,
  ): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    await this.cases.save({ ...rmaCase, resolution, reporterName: rmaCase.reporterName ?? reporterName });
    const reason = `The customer of ${identity.faultNumber} was served otherwise: "${resolution.outcome}".`;
    await this.openQuotes.withdraw(identity.faultNumber, {
      by: UnitOfWork.session().actor,
      at: resolution.resolvedAt,
      reason,
    });
    await this.postCharge.execute({
      source: repairSource(rmaCase),
      reason: 'repair',
      city: identity.city,
      faultNumber: identity.faultNumber,
      serial: identity.serial,
      model: rmaCase.model,
      debtor: reporterName,
      pieces: 1,
      postedAt: resolution.resolvedAt,
      aboutOn: businessDateOf(resolution.resolvedAt),
      pricedOn: businessDateOf(recordedAt),
      loanNumber: null,
    });
  }
}
