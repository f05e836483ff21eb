import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { BusinessDate, Fen, Session } from '@rotables/domain-kernel';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { DocumentNumbers } from '../../documents/document-numbers.js';
import { FeeFinder } from '../../fee-schedule/queries/fee-finder.js';
import { knownFeeCodes } from '../../fee-schedule/fee-schedule.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { RefundPriceUnknown } from '../refund.errors.js';
import { ensureEntitled, proposeRefund, type Refund } from '../refund.js';
import { Refunds } from '../refund.repository.js';

/** Command: a refund in full is proposed (W3). */
@Injectable()
export class ProposeRefund {
  constructor(
    private readonly refunds: Refunds,
    private readonly cases: RmaCases,
    private readonly units: CoveredUnits,
    private readonly fees: FeeFinder,
    private readonly numbers: DocumentNumbers,
  ) {}

  async execute(
    command: {
      readonly faultNumber: string;
      readonly amountFen: Fen | undefined;
      readonly reason: string;
      readonly proposedAt: Date;
      /** The day whose price holds: today, whatever is stated. */
      readonly pricedOn: BusinessDate;
    },
    session: Session,
  ): Promise<Refund> {
    const rmaCase = await this.cases.load(command.faultNumber);
    ensureCityInScope(session, rmaCase.city);
    ensureEntitled(rmaCase);
    const proposedOn = businessDateOf(command.proposedAt);
    const unit = await this.units.find(rmaCase.serial);
    const priceFen = await this.unitPrice(rmaCase, unit?.model ?? rmaCase.model, command.pricedOn);
    const standing = await this.refunds.standingFor(command.faultNumber);
    const refundNumber = await this.numbers.next('refund', proposedOn);
    const { reason, proposedAt } = command;
    const facts = {
      refundNumber,
      rmaCase,
      priceFen,
      statedFen: command.amountFen,
      unitRefundNumber: unit?.refundNumber ?? null,
      reason,
      proposedBy: session.actor,
      proposedAt,
      proposedOn,
      standing,
    };
    return this.refunds.save(proposeRefund(facts));
  }

  private async unitPrice(
    { faultNumber, serial, city }: RmaCase,
    model: string | null,
    asOf: BusinessDate,
  ): Promise<Fen> {
    const question = { feeCode: knownFeeCodes.unitPrice, model, city, asOf };
    const fee = model === null ? undefined : await this.fees.find(question);
    if (!fee) throw new RefundPriceUnknown(faultNumber, serial, model);
    return fee.amountFen;
  }
}
