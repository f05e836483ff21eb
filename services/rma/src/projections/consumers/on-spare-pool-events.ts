import { Controller } from '@nestjs/common';
import {
  formalReplacementMadeV1,
  loanedUnitLostV1,
  spareUnitLoanedV1,
  spareUnitReturnedV1,
  unitMovedV1,
} from '@rotables/contracts';
import type {
  FormalReplacementMade,
  LoanedUnitLost,
  SpareUnitLoaned,
  SpareUnitReturned,
  UnitMoved,
} from '@rotables/contracts';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { Projections } from '../projections.js';

/** What cases know of loans and the units of the pool. */
@Controller()
export class OnSparePoolEvents {
  constructor(private readonly projections: Projections) {}

  @OnEvent(spareUnitLoanedV1)
  async onSpareUnitLoaned(body: SpareUnitLoaned): Promise<void> {
    await this.projections.loan(body);
  }

  @OnEvent(spareUnitReturnedV1)
  async onSpareUnitReturned({ loanNumber }: SpareUnitReturned): Promise<void> {
    await this.projections.loanEnded(loanNumber, 'returned');
  }

  @OnEvent(formalReplacementMadeV1)
  async onFormalReplacementMade({ loanNumber }: FormalReplacementMade): Promise<void> {
    await this.projections.loanEnded(loanNumber, 'formal-replacement');
  }

  @OnEvent(loanedUnitLostV1)
  async onLoanedUnitLost({ loanNumber }: LoanedUnitLost): Promise<void> {
    await this.projections.loanEnded(loanNumber, 'lost');
  }

  @OnEvent(unitMovedV1)
  async onUnitMoved(body: UnitMoved, { event }: EventContext): Promise<void> {
    await this.projections.unitMoved(body, event.sequence);
  }
}
