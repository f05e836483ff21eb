import { Controller } from '@nestjs/common';
import { unitMovedV1, type UnitMoved } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { RecogniseOwnUnit } from '../commands/recognise-own-unit.js';

@Controller()
export class OnUnitMoved {
  constructor(private readonly recogniseOwnUnit: RecogniseOwnUnit) {}

  /** What became the company's on its way is told by the replacement or the refund that made it so. */
  @OnEvent(unitMovedV1)
  async on({ serial, owner, movement, movedAt }: UnitMoved): Promise<void> {
    const entersPool = owner === 'company' && movement === 'acquired';
    if (entersPool) await this.recogniseOwnUnit.execute(serial, new Date(movedAt));
    if (movement === 'acquisition-withdrawn') await this.recogniseOwnUnit.takeBack(serial, new Date(movedAt));
  }
}
