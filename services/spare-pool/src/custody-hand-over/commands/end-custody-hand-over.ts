import { Injectable } from '@nestjs/common';
import { ensureCityInScope } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { declineCustody, withdrawCustody } from '../custody-hand-over.js';
import type { CustodyHandOver } from '../custody-hand-over.js';
import { CustodyHandOvers } from '../custody-hand-over.repository.js';

export interface EndCustodyHandOverCommand {
  readonly session: Session;
  readonly handOverNumber: string;
  readonly reason: string;
  readonly at: Date;
}

/** The site stays with whom it is. */
@Injectable()
export class EndCustodyHandOver {
  constructor(private readonly handOvers: CustodyHandOvers) {}

  async decline({ session, handOverNumber, reason, at }: EndCustodyHandOverCommand): Promise<CustodyHandOver> {
    const handOver = await this.handOvers.load(handOverNumber);
    ensureCityInScope(session, handOver.city);
    return this.handOvers.save(declineCustody(handOver, { by: session.actor, reason, at }));
  }

  async withdraw({ session, handOverNumber, reason, at }: EndCustodyHandOverCommand): Promise<CustodyHandOver> {
    const handOver = await this.handOvers.load(handOverNumber);
    ensureCityInScope(session, handOver.city);
    const isHeadquarters = session.roles.includes('headquarters-approver');
    return this.handOvers.save(withdrawCustody(handOver, { by: session.actor, reason, at, isHeadquarters }));
  }
}
