import { Controller } from '@nestjs/common';
import {
  caseClosedV1,
  formalReplacementMadeV1,
  unitReceivedV1,
  unitReturnedToCustomerV1,
  caseReopenedV1,
  caseResolutionCorrectedV1,
  caseTakenUpAgainV1,
  caseWithdrawnV1,
  unitOwnerCorrectedV1,
  type CaseClosed,
  type CaseReopened,
  type CaseResolutionCorrected,
  type CaseTakenUpAgain,
  type CaseWithdrawn,
  type UnitOwnerCorrected,
  type FormalReplacementMade,
  type UnitReceived,
  type UnitReturnedToCustomer,
} from '@rotables/contracts';
import { parseActorId, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { CorrectCase } from '../commands/correct-case.js';
import { LearnOfCase } from '../commands/learn-of-case.js';
import type { CaseIdentity } from '../rma-case.js';

/** Where the unit of a case is, and whether a spare took its place: what refunds and charges are decided on (W3, X4). */
@Controller()
export class OnWhereabouts {
  constructor(
    private readonly learnOfCase: LearnOfCase,
    private readonly correctCase: CorrectCase,
  ) {}

  @OnEvent(unitReceivedV1)
  async onUnitReceived(body: UnitReceived): Promise<void> {
    await this.learnOfCase.facts(identityOf(body), { unitHeld: true });
  }

  @OnEvent(unitReturnedToCustomerV1)
  async onUnitReturned(body: UnitReturnedToCustomer): Promise<void> {
    await this.learnOfCase.facts(identityOf(body), { unitHeld: false });
  }

  @OnEvent(caseClosedV1)
  async onCaseClosed(body: CaseClosed): Promise<void> {
    await this.learnOfCase.facts(identityOf(body), { closedAt: new Date(body.closedAt) });
  }

  @OnEvent(caseReopenedV1)
  async onCaseReopened(body: CaseReopened, { event }: EventContext): Promise<void> {
    await this.correctCase.reopening(identityOf(body), {
      by: parseActorId(event.actor),
      at: new Date(body.reopenedAt),
    });
  }

  @OnEvent(unitOwnerCorrectedV1)
  async onUnitOwnerCorrected(body: UnitOwnerCorrected): Promise<void> {
    await this.learnOfCase.facts(identityOf(body), { unitOwner: body.unitOwner });
  }

  @OnEvent(caseResolutionCorrectedV1)
  async onResolutionCorrected(body: CaseResolutionCorrected, { event }: EventContext): Promise<void> {
    const correction = { by: parseActorId(event.actor), at: new Date(body.correctedAt) };
    await this.correctCase.resolution(identityOf(body), body.resolution, correction);
  }

  @OnEvent(caseWithdrawnV1)
  async onCaseWithdrawn(body: CaseWithdrawn): Promise<void> {
    const { reason, withdrawnBy, withdrawnAt } = body;
    const withdrawal = { reason, by: parseActorId(withdrawnBy), at: new Date(withdrawnAt) };
    await this.correctCase.withdrawal(identityOf(body), withdrawal);
  }

  @OnEvent(caseTakenUpAgainV1)
  async onCaseTakenUpAgain(body: CaseTakenUpAgain): Promise<void> {
    await this.correctCase.takingUpAgain(identityOf(body));
  }

  @OnEvent(formalReplacementMadeV1)
  async onFormalReplacementMade(body: FormalReplacementMade): Promise<void> {
    const { faultNumber, city, replacedSerial: serial, model, madeAt } = body;
    const replacement = { madeAt: new Date(madeAt), model, isPaidFor: body.ground === 'paid-for' };
    await this.learnOfCase.facts(identityOf({ faultNumber, city, serial }), { replacement });
  }
}

function identityOf(told: {
  readonly faultNumber: string;
  readonly serial: string;
  readonly city: string;
}): CaseIdentity {
  return {
    faultNumber: told.faultNumber,
    serial: parseSerial(told.serial),
    city: parseCityCode(told.city),
  };
}
