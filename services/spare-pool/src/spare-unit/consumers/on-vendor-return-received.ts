import { Controller } from '@nestjs/common';
import { vendorReturnReceivedV1, type VendorReturnReceived } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { RecordUnitFact } from '../commands/record-unit-fact.js';

@Controller()
export class OnVendorReturnReceived {
  constructor(private readonly recordUnitFact: RecordUnitFact) {}

  @OnEvent(vendorReturnReceivedV1)
  async handle({ vendorReturnNumber, serial, city, result, receivedAt }: VendorReturnReceived): Promise<void> {
    await this.recordUnitFact.execute({
      kind: 'back-from-vendor',
      serial: parseSerial(serial),
      model: null,
      city: parseCityCode(city),
      site: null,
      document: vendorReturnNumber,
      repaired: result === 'repaired',
      at: new Date(receivedAt),
    });
  }
}
