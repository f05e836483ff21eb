import { Controller } from '@nestjs/common';
import { entitlementSupersededV1, type EntitlementSuperseded } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { LearnOfCase } from '../commands/learn-of-case.js';

@Controller()
export class OnEntitlementSuperseded {
  constructor(private readonly learnOfCase: LearnOfCase) {}

  /** Entitlements of a fault come in their order, so the one that comes last holds (W11). */
  @OnEvent(entitlementSupersededV1)
  async handle({ faultNumber, serial, city, entitlementId, kind, rule }: EntitlementSuperseded): Promise<void> {
    const identity = { faultNumber, serial: parseSerial(serial), city: parseCityCode(city) };
    await this.learnOfCase.entitlement(identity, { entitlementId, kind, rule });
  }
}
