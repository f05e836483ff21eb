import { Controller } from '@nestjs/common';
import { unitRestockedV1, type UnitRestocked } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { RecordUnitFact } from '../commands/record-unit-fact.js';

@Controller()
export class OnUnitRestocked {
  constructor(private readonly recordUnitFact: RecordUnitFact) {}

  @OnEvent(unitRestockedV1)
  async handle({ faultNumber, serial, model, city, site, restockedAt }: UnitRestocked): Promise<void> {
    await this.recordUnitFact.execute({
      kind: 'restocked',
      serial: parseSerial(serial),
      model,
      city: parseCityCode(city),
      site,
      document: faultNumber,
      repaired: true,
      at: new Date(restockedAt),
    });
  }
}
