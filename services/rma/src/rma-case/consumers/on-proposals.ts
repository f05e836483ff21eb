import { Controller } from '@nestjs/common';
import {
  formalReplacementDeclinedV1,
  formalReplacementProposedV1,
  loanedUnitLostV1,
  refundProposedV1,
  refundRejectedV1,
  spareUnitReturnedV1,
} from '@rotables/contracts';
import type {
  FormalReplacementDeclined,
  FormalReplacementProposed,
  LoanedUnitLost,
  RefundProposed,
  RefundRejected,
  SpareUnitReturned,
} from '@rotables/contracts';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { AnswerProposal } from '../commands/answer-proposal.js';
import { ReleaseReservation } from '../commands/release-reservation.js';

/** What would end a case is proposed elsewhere, and answered here; what comes to nothing there is free again here (S7, W3). */
@Controller()
export class OnProposals {
  constructor(
    private readonly answerProposal: AnswerProposal,
    private readonly releaseReservation: ReleaseReservation,
  ) {}

  @OnEvent(formalReplacementProposedV1)
  async onReplacementProposed(body: FormalReplacementProposed, { event }: EventContext): Promise<void> {
    await this.answerProposal.execute(body.faultNumber, {
      outcome: 'formal-replacement',
      reference: body.loanNumber,
      proposal: event.sequence,
      proposedAt: new Date(body.proposedAt),
    });
  }

  @OnEvent(refundProposedV1)
  async onRefundProposed(body: RefundProposed, { event }: EventContext): Promise<void> {
    await this.answerProposal.execute(body.faultNumber, {
      outcome: 'refund',
      reference: body.refundNumber,
      proposal: event.sequence,
      proposedAt: new Date(body.proposedAt),
    });
  }

  @OnEvent(formalReplacementDeclinedV1)
  async onReplacementDeclined(body: FormalReplacementDeclined): Promise<void> {
    const { faultNumber, loanNumber: reference, declinedAt } = body;
    await this.releaseReservation.execute(faultNumber, {
      reference,
      reason: 'declined',
      releasedAt: new Date(declinedAt),
    });
  }

  @OnEvent(refundRejectedV1)
  async onRefundRejected({ faultNumber, refundNumber: reference, rejectedAt }: RefundRejected): Promise<void> {
    await this.releaseReservation.execute(faultNumber, {
      reference,
      reason: 'declined',
      releasedAt: new Date(rejectedAt),
    });
  }

  /** A loan that is over takes what was proposed about it along. */
  @OnEvent(spareUnitReturnedV1)
  async onSpareReturned({ faultNumber, loanNumber: reference, returnedAt }: SpareUnitReturned): Promise<void> {
    await this.releaseReservation.execute(faultNumber, {
      reference,
      reason: 'spare-is-back',
      releasedAt: new Date(returnedAt),
    });
  }

  @OnEvent(loanedUnitLostV1)
  async onSpareLost({ faultNumber, loanNumber: reference, lostAt }: LoanedUnitLost): Promise<void> {
    await this.releaseReservation.execute(faultNumber, {
      reference,
      reason: 'spare-is-lost',
      releasedAt: new Date(lostAt),
    });
  }
}
