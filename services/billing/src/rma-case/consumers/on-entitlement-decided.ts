import { Controller } from '@nestjs/common';
import { entitlementDecidedV1, type EntitlementDecided } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { LearnOfCase } from '../commands/learn-of-case.js';

@Controller()
export class OnEntitlementDecided {
  constructor(private readonly learnOfCase: LearnOfCase) {}

  @OnEvent(entitlementDecidedV1)
  async handle({ faultNumber, serial, city, entitlementId, kind, rule }: EntitlementDecided): Promise<void> {
    const identity = { faultNumber, serial: parseSerial(serial), city: parseCityCode(city) };
    await this.learnOfCase.entitlement(identity, { entitlementId, kind, rule });
  }
}
