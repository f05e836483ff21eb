import { Controller } from '@nestjs/common';
import { unitReturnedToCustomerV1, type UnitReturnedToCustomer } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { DefectiveReturns } from '../../replenishment/replenishment.repository.js';
import { RecordUnitFact } from '../commands/record-unit-fact.js';

@Controller()
export class OnUnitReturnedToCustomer {
  constructor(
    private readonly recordUnitFact: RecordUnitFact,
    private readonly returns: DefectiveReturns,
  ) {}

  @OnEvent(unitReturnedToCustomerV1)
  async handle({ faultNumber, serial, city, repaired, returnedAt }: UnitReturnedToCustomer): Promise<void> {
    await this.recordUnitFact.execute({
      kind: 'returned-to-customer',
      serial: parseSerial(serial),
      model: null,
      city: parseCityCode(city),
      site: null,
      document: faultNumber,
      repaired,
      at: new Date(returnedAt),
    });
    await this.returns.noteWentBack(faultNumber, parseSerial(serial), new Date(returnedAt));
  }
}
