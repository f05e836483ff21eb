import { Controller } from '@nestjs/common';
import { vendorReturnSentV1, type VendorReturnSent } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { RecordUnitFact } from '../commands/record-unit-fact.js';

@Controller()
export class OnVendorReturnSent {
  constructor(private readonly recordUnitFact: RecordUnitFact) {}

  @OnEvent(vendorReturnSentV1)
  async handle({ vendorReturnNumber, serial, city, sentAt }: VendorReturnSent): Promise<void> {
    await this.recordUnitFact.execute({
      kind: 'sent-to-vendor',
      serial: parseSerial(serial),
      model: null,
      city: parseCityCode(city),
      site: null,
      document: vendorReturnNumber,
      repaired: false,
      at: new Date(sentAt),
    });
  }
}
