import { Controller } from '@nestjs/common';
import { spareUnitFoundV1, type SpareUnitFound } from '@rotables/contracts';
import { parseActorId, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { TakeBackCompensation } from '../commands/take-back-compensation.js';

@Controller()
export class OnSpareUnitFound {
  constructor(private readonly takeBackCompensation: TakeBackCompensation) {}

  @OnEvent(spareUnitFoundV1)
  async handle({ lossNumber, serial, city, site, foundAt }: SpareUnitFound, { event }: EventContext): Promise<void> {
    await this.takeBackCompensation.execute({
      serial: parseSerial(serial),
      city: parseCityCode(city),
      foundAt: new Date(foundAt),
      reason: `${serial}, given up in ${lossNumber}, turned up again at ${site}.`,
      by: parseActorId(event.actor),
    });
  }
}
