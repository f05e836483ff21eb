import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { closeRest, withdraw } from '../spare-application.js';
import type { SpareApplication } from '../spare-application.js';
import { SpareApplications } from '../spare-application.repository.js';

export interface EndSpareApplicationCommand {
  readonly session: Session;
  readonly applicationNumber: string;
  readonly reason: string;
  readonly at: Date;
}

/** What is not shipped of an application will not be, and the quota that it took is free again (S2). */
@Injectable()
export class EndSpareApplication {
  constructor(private readonly applications: SpareApplications) {}

  async withdraw({ session, applicationNumber, reason, at }: EndSpareApplicationCommand): Promise<SpareApplication> {
    const application = await this.applications.load(applicationNumber);
    ensureCityInScope(session, application.city);
    return this.applications.save(withdraw(application, { reason, by: session.actor, at }));
  }

  async closeRest({ session, applicationNumber, reason, at }: EndSpareApplicationCommand): Promise<SpareApplication> {
    const application = await this.applications.load(applicationNumber);
    ensureCityInScope(session, application.city);
    return this.applications.save(closeRest(application, { reason, by: session.actor, at }));
  }
}
