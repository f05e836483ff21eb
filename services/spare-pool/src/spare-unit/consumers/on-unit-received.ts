import { Controller } from '@nestjs/common';
import { unitReceivedV1, type UnitReceived } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { ReceiveDefectiveUnit } from '../commands/receive-defective-unit.js';

@Controller()
export class OnUnitReceived {
  constructor(private readonly receiveDefectiveUnit: ReceiveDefectiveUnit) {}

  @OnEvent(unitReceivedV1)
  async handle({ faultNumber, serial, model, city, site, unitOwner, receivedAt }: UnitReceived): Promise<void> {
    await this.receiveDefectiveUnit.execute({
      kind: 'received',
      serial: parseSerial(serial),
      model,
      city: parseCityCode(city),
      site,
      document: faultNumber,
      repaired: false,
      owner: unitOwner ?? null,
      at: new Date(receivedAt),
    });
  }
}
