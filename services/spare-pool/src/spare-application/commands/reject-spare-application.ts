import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { reject } from '../spare-application.js';
import type { SpareApplication } from '../spare-application.js';
import { SpareApplications } from '../spare-application.repository.js';

export interface RejectSpareApplicationCommand {
  readonly session: Session;
  readonly applicationNumber: string;
  readonly reason: string;
  readonly rejectedAt: Date;
}

@Injectable()
export class RejectSpareApplication {
  constructor(private readonly applications: SpareApplications) {}

  async execute({
    session,
    applicationNumber,
    reason,
    rejectedAt,
  }: RejectSpareApplicationCommand): Promise<SpareApplication> {
    const application = await this.applications.load(applicationNumber);
    ensureCityInScope(session, application.city);
    return this.applications.save(reject(application, { reason, by: session.actor, rejectedAt }));
  }
}
