import { Controller } from '@nestjs/common';
import { OnEvent } from '@rotables/event-bus';
import { formalReplacementMadeV1, type FormalReplacementMade } from '@rotables/contracts';
import { parseSerial } from '@rotables/domain-kernel';
import { TransferCoverage } from '../commands/transfer-coverage.js';

@Controller()
export class OnFormalReplacementMade {
  constructor(private readonly transferCoverage: TransferCoverage) {}

  @OnEvent(formalReplacementMadeV1)
  async handle({ faultNumber, replacedSerial, serial, model, madeAt }: FormalReplacementMade): Promise<void> {
    await this.transferCoverage.execute({
      faultNumber,
      replaced: parseSerial(replacedSerial),
      replacement: parseSerial(serial),
      replacementModel: model,
      madeAt: new Date(madeAt),
    });
  }
}
