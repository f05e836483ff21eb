import { Controller } from '@nestjs/common';
import { formalReplacementMadeV1, type FormalReplacementMade } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { TakeOverUnit } from '../commands/take-over-unit.js';

@Controller()
export class OnFormalReplacementMade {
  constructor(private readonly takeOverUnit: TakeOverUnit) {}

  @OnEvent(formalReplacementMadeV1)
  async handle({ loanNumber, faultNumber, replacedSerial, city, madeAt }: FormalReplacementMade): Promise<void> {
    const fact = {
      kind: 'became-companys' as const,
      serial: parseSerial(replacedSerial),
      model: null,
      city: parseCityCode(city),
      site: null,
      document: loanNumber,
      repaired: false,
      at: new Date(madeAt),
    };
    await this.takeOverUnit.execute(fact, faultNumber);
  }
}
