import { Controller } from '@nestjs/common';
import { scrapExecutedV1, type ScrapExecuted } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { RecordUnitFact } from '../commands/record-unit-fact.js';

@Controller()
export class OnScrapExecuted {
  constructor(private readonly recordUnitFact: RecordUnitFact) {}

  @OnEvent(scrapExecutedV1)
  async handle({ scrapNumber, serial, model, city, executedAt }: ScrapExecuted): Promise<void> {
    await this.recordUnitFact.execute({
      kind: 'scrapped',
      serial: parseSerial(serial),
      model,
      city: parseCityCode(city),
      site: null,
      document: scrapNumber,
      repaired: false,
      at: new Date(executedAt),
    });
  }
}
