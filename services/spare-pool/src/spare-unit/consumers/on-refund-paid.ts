import { Controller } from '@nestjs/common';
import { refundPaidV1, type RefundPaid } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { RecordUnitFact } from '../commands/record-unit-fact.js';

@Controller()
export class OnRefundPaid {
  constructor(private readonly recordUnitFact: RecordUnitFact) {}

  @OnEvent(refundPaidV1)
  async handle({ refundNumber, serial, city, paidAt }: RefundPaid): Promise<void> {
    await this.recordUnitFact.execute({
      kind: 'became-companys',
      serial: parseSerial(serial),
      model: null,
      city: parseCityCode(city),
      site: null,
      document: refundNumber,
      repaired: false,
      at: new Date(paidAt),
    });
  }
}
