import { Controller } from '@nestjs/common';
import { caseResolvedV1, type CaseResolved } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { LearnOfCase } from '../commands/learn-of-case.js';

@Controller()
export class OnCaseResolved {
  constructor(private readonly learnOfCase: LearnOfCase) {}

  @OnEvent(caseResolvedV1)
  async handle(body: CaseResolved, { event }: EventContext): Promise<void> {
    const { faultNumber, serial, city, resolution, resolvedAt, entitlementId, entitlementKind, quoteNumber } = body;
    await this.learnOfCase.resolution(
      { faultNumber, serial: parseSerial(serial), city: parseCityCode(city) },
      { outcome: resolution, resolvedAt: new Date(resolvedAt), entitlementId, entitlementKind, quoteNumber },
      body.reporterName,
      new Date(event.time),
    );
  }
}
