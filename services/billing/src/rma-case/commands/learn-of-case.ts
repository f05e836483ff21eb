import { Injectable } from '@nestjs/common';
import { businessDateOf } from '@rotables/domain-kernel';
import { PostCharge } from '../../charge/commands/post-charge.js';
import { PostPendingCharges } from '../../charge/commands/post-pending-charges.js';
import { repairSource, type CaseIdentity, type Entitlement, type Resolution, type RmaCase } from '../rma-case.js';
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

  /** The customer was served: the one charge of the case is posted, zero or not (B2, X4). */
  async resolution(
    identity: CaseIdentity,
    resolution: Resolution,
    reporterName: string,
    recordedAt: Date,
  ): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    await this.cases.save({ ...rmaCase, resolution, reporterName: rmaCase.reporterName ?? reporterName });
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
