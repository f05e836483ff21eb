import { Controller } from '@nestjs/common';
import { unitOwnerCorrectedV1, type UnitOwnerCorrected } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { DecideEntitlementForFault } from '../commands/decide-entitlement-for-fault.js';

@Controller()
export class OnUnitOwnerCorrected {
  constructor(private readonly decideEntitlement: DecideEntitlementForFault) {}

  /** A case that was the company's when it was reported turned out to be a customer's: he is entitled from its report on (S9, W11). */
  @OnEvent(unitOwnerCorrectedV1)
  async handle({
    faultNumber,
    serial,
    city,
    unitOwner,
    cause,
    reportedAt,
    correctedAt,
  }: UnitOwnerCorrected): Promise<void> {
    if (unitOwner !== 'customer' || cause === undefined || reportedAt === undefined) return;
    await this.decideEntitlement.execute({
      faultNumber,
      serial: parseSerial(serial),
      city: parseCityCode(city),
      cause,
      reportedAt: new Date(reportedAt),
      // As a customer's it is heard of only now.
      heardAt: new Date(correctedAt),
    });
  }
}
