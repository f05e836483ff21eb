import { Controller } from '@nestjs/common';
import { caseResolvedV1, type CaseResolved } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { LearnOfCase } from '../commands/learn-of-case.js';

@Controller()
export class OnCaseResolved {
  constructor(private readonly learnOfCase: LearnOfCase) {}

  @OnEvent(caseResolvedV1)
  async handle(body: CaseResolved): Promise<void> {
    const { faultNumber, serial, city, resolution, resolvedAt, entitlementId, entitlementKind, quoteNumber } = body;
    await this.learnOfCase.resolution(
      { faultNumber, serial: parseSerial(serial), city: parseCityCode(city) },
      { outcome: resolution, resolvedAt: new Date(resolvedAt), entitlementId, entitlementKind, quoteNumber },
      body.reporterName,
    );
  }
}
