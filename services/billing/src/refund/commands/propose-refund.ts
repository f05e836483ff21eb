import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Fen, Session } from '@rotables/domain-kernel';
import { DocumentNumbers } from '../../documents/document-numbers.js';
import { FeeFinder } from '../../fee-schedule/queries/fee-finder.js';
import { knownFeeCodes } from '../../fee-schedule/fee-schedule.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { RefundPriceUnknown } from '../refund.errors.js';
import { proposeRefund, type Refund } from '../refund.js';
import { Refunds } from '../refund.repository.js';

/** Command: a refund in full is proposed (W3). */
@Injectable()
export class ProposeRefund {
  constructor(
    private readonly refunds: Refunds,
    private readonly cases: RmaCases,
    private readonly fees: FeeFinder,
    private readonly numbers: DocumentNumbers,
  ) {}

  async execute(
    command: {
      readonly faultNumber: string;
      readonly amountFen: Fen | undefined;
      readonly reason: string;
      readonly proposedAt: Date;
    },
    session: Session,
  ): Promise<Refund> {
    const rmaCase = await this.cases.load(command.faultNumber);
    ensureCityInScope(session, rmaCase.city);
    const proposedOn = businessDateOf(command.proposedAt);
    const amountFen = command.amountFen ?? (await this.unitPrice(rmaCase));
    const standing = await this.refunds.standingFor(command.faultNumber);
    const refundNumber = await this.numbers.next('refund', proposedOn);
    const { reason, proposedAt } = command;
    const facts = {
      refundNumber,
      rmaCase,
      amountFen,
      reason,
      proposedBy: session.actor,
      proposedAt,
      proposedOn,
      standing,
    };
    return this.refunds.save(proposeRefund(facts));
  }

  private async unitPrice({ faultNumber, serial, model, city, reportedOn }: RmaCase): Promise<Fen> {
    const asOf = model === null ? null : reportedOn;
    const fee =
      asOf === null ? undefined : await this.fees.find({ feeCode: knownFeeCodes.unitPrice, model, city, asOf });
    if (!fee) throw new RefundPriceUnknown(faultNumber, serial);
    return fee.amountFen;
  }
}
