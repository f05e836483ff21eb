import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Quantity, Session } from '@rotables/domain-kernel';
import { approve } from '../spare-application.js';
import type { SpareApplication } from '../spare-application.js';
import { SpareApplications } from '../spare-application.repository.js';

export interface ApproveSpareApplicationCommand {
  readonly session: Session;
  readonly applicationNumber: string;
  readonly quantity: Quantity;
  readonly approvedAt: Date;
}

@Injectable()
export class ApproveSpareApplication {
  constructor(private readonly applications: SpareApplications) {}

  async execute({
    session,
    applicationNumber,
    quantity,
    approvedAt,
  }: ApproveSpareApplicationCommand): Promise<SpareApplication> {
    const application = await this.applications.load(applicationNumber);
    ensureCityInScope(session, application.city);
    return this.applications.save(approve(application, { quantity, by: session.actor, approvedAt }));
  }
}
