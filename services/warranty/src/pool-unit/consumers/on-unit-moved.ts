import { Controller } from '@nestjs/common';
import { unitMovedV1, type UnitMoved } from '@rotables/contracts';
import { OnEventsTogether } from '@rotables/event-bus';
import { PoolUnits } from '../pool-units.js';

@Controller()
export class OnUnitMoved {
  constructor(private readonly poolUnits: PoolUnits) {}

  /** Shipments and counts move units by the hundred. */
  @OnEventsTogether(unitMovedV1)
  async handle(bodies: readonly UnitMoved[]): Promise<void> {
    await this.poolUnits.moved(
      bodies.map(({ serial, model, owner, toPlace }) => ({ serial, model, owner, place: toPlace })),
    );
  }
}
