import { Controller } from '@nestjs/common';
import {
  caseClosedV1,
  caseReopenedV1,
  caseResolutionCorrectedV1,
  caseResolvedV1,
  caseTakenUpAgainV1,
  faultReportedV1,
  repairCompletedV1,
  unitInspectedV1,
  unitOwnerCorrectedV1,
  unitReceivedV1,
  unitReturnedToCustomerV1,
  unitTestedV1,
  vendorReturnReceivedV1,
} from '@rotables/contracts';
import type {
  CaseClosed,
  CaseReopened,
  CaseResolutionCorrected,
  CaseResolved,
  CaseTakenUpAgain,
  FaultReported,
  RepairCompleted,
  UnitInspected,
  UnitOwnerCorrected,
  UnitReceived,
  UnitReturnedToCustomer,
  UnitTested,
  VendorReturnReceived,
} from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import type { Whereabouts } from '../fault-case.js';
import { FaultCases } from '../fault-case.repository.js';

const foundByInspection: Readonly<Record<UnitInspected['outcome'], Whereabouts>> = {
  'fault-confirmed': 'in-house',
  'external-damage': 'in-house',
  'no-fault-found': 'no-fault-found',
  'wrong-item': 'wrong-item',
};

/** What loans know of cases (S7). */
@Controller()
export class OnRmaEvents {
  constructor(private readonly cases: FaultCases) {}

  @OnEvent(faultReportedV1)
  async onFaultReported(body: FaultReported): Promise<void> {
    await this.cases.noteReported(body);
  }

  @OnEvent(unitReceivedV1)
  async onUnitReceived(body: UnitReceived): Promise<void> {
    await this.cases.noteReceived(body);
  }

  @OnEvent(unitInspectedV1)
  async onUnitInspected({ faultNumber, outcome }: UnitInspected): Promise<void> {
    await this.cases.noteWhereabouts(faultNumber, foundByInspection[outcome]);
  }

  @OnEvent(repairCompletedV1)
  async onRepairCompleted({ faultNumber, result }: RepairCompleted): Promise<void> {
    await this.cases.noteWhereabouts(faultNumber, result);
  }

  @OnEvent(vendorReturnReceivedV1)
  async onVendorReturnReceived({ faultNumber, result }: VendorReturnReceived): Promise<void> {
    await this.cases.noteWhereabouts(faultNumber, result);
  }

  /** A unit that works is on its way back; one that failed its test is worked on again (R7). */
  @OnEvent(unitTestedV1)
  async onUnitTested({ faultNumber, passed }: UnitTested): Promise<void> {
    await this.cases.noteWhereabouts(faultNumber, passed ? 'repaired' : 'in-house');
  }

  @OnEvent(unitReturnedToCustomerV1)
  async onUnitReturnedToCustomer({ faultNumber }: UnitReturnedToCustomer): Promise<void> {
    await this.cases.noteWhereabouts(faultNumber, 'returned');
  }

  @OnEvent(caseResolvedV1)
  async onCaseResolved(body: CaseResolved): Promise<void> {
    await this.cases.noteResolved(body);
  }

  @OnEvent(caseClosedV1)
  async onCaseClosed(body: CaseClosed): Promise<void> {
    await this.cases.noteClosed(body);
  }

  /** The unit of a case that its charge had ended came in after all (S8). */
  @OnEvent(caseReopenedV1)
  async onCaseReopened({ faultNumber }: CaseReopened): Promise<void> {
    await this.cases.noteReopened(faultNumber);
  }

  /** It was withdrawn while a spare was lent for it. */
  @OnEvent(caseTakenUpAgainV1)
  async onCaseTakenUpAgain({ faultNumber }: CaseTakenUpAgain): Promise<void> {
    await this.cases.noteReopened(faultNumber);
  }

  @OnEvent(caseResolutionCorrectedV1)
  async onCaseResolutionCorrected({ faultNumber, resolution }: CaseResolutionCorrected): Promise<void> {
    await this.cases.noteResolved({ faultNumber, resolution });
  }

  @OnEvent(unitOwnerCorrectedV1)
  async onUnitOwnerCorrected({ faultNumber, unitOwner }: UnitOwnerCorrected): Promise<void> {
    await this.cases.noteOwner(faultNumber, unitOwner);
  }
}
