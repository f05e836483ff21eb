import { Controller } from '@nestjs/common';
import {
  serviceFeePaidV1,
  serviceFeeTakenBackV1,
  type ServiceFeePaid,
  type ServiceFeeTakenBack,
} from '@rotables/contracts';
import { parseBusinessDate, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { RecordServiceFee } from '../commands/record-service-fee.js';

/** A service fee is recorded by its payment (W4). */
@Controller()
export class OnServiceFee {
  constructor(private readonly serviceFee: RecordServiceFee) {}

  @OnEvent(serviceFeePaidV1)
  async onPaid({ serial, chargeNumber, fromOn, paidUntilOn, paidAt }: ServiceFeePaid): Promise<void> {
    await this.serviceFee.paid(parseSerial(serial), {
      chargeNumber,
      fromOn: parseBusinessDate(fromOn),
      paidUntilOn: parseBusinessDate(paidUntilOn),
      paidAt: new Date(paidAt),
    });
  }

  @OnEvent(serviceFeeTakenBackV1)
  async onTakenBack({ serial, chargeNumber, takenBackAt }: ServiceFeeTakenBack): Promise<void> {
    await this.serviceFee.takenBack(parseSerial(serial), { chargeNumber, takenBackAt: new Date(takenBackAt) });
  }
}
