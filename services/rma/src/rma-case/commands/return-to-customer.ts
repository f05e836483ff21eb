import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { Projections } from '../../projections/projections.js';
import { returnToCustomer } from '../case-outcome.js';
import type { RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface ReturnToCustomerCommand {
  readonly faultNumber: string;
  readonly customersWish: string | undefined;
  readonly returnedAt: string | undefined;
}

/** Command: the unit goes back to the customer, repaired or not (R4, R6, R8). */
@Injectable()
export class ReturnToCustomer {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, ...command }: ReturnToCustomerCommand, by: Session): Promise<RmaCase> {
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    const returnedAt = this.time.stated('returnedAt', command.returnedAt);
    const facts = await this.projections.serviceFacts(faultNumber);
    const handingBack = { returnedAt, customersWish: command.customersWish ?? null };
    return this.cases.save(returnToCustomer(rmaCase, handingBack, facts));
  }
}
