import { Controller } from '@nestjs/common';
import { OnEvent } from '@rotables/event-bus';
import { unitInspectedV1, type UnitInspected } from '@rotables/contracts';
import { SupersedeEntitlement } from '../commands/supersede-entitlement.js';

@Controller()
export class OnUnitInspected {
  constructor(private readonly supersedeEntitlement: SupersedeEntitlement) {}

  @OnEvent(unitInspectedV1)
  async handle({ faultNumber, cause, inspectedAt }: UnitInspected): Promise<void> {
    await this.supersedeEntitlement.inspected({ faultNumber, cause, inspectedAt: new Date(inspectedAt) });
  }
}
