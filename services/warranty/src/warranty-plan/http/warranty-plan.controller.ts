import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import { Clock, roles, statedInstant } from '@rotables/domain-kernel';
import { DefineWarrantyPlan } from '../commands/define-warranty-plan.js';
import { WarrantyPlans } from '../warranty-plan.repository.js';
import { DefineWarrantyPlanBody, viewOf, WarrantyPlanPage, WarrantyPlanView } from './warranty-plan.dto.js';

@ApiTags('warranty plans')
@Controller('v1/warranty-plans')
export class WarrantyPlanController {
  constructor(
    private readonly defineWarrantyPlan: DefineWarrantyPlan,
    private readonly plans: WarrantyPlans,
    private readonly clock: Clock,
  ) {}

  /** Defines a plan (W2); its terms never change afterwards. */
  @Post()
  @RequireRoles('administrator', 'headquarters-approver')
  @ApiCreatedResponse({ type: WarrantyPlanView })
  async define(@Body() { definedAt, ...terms }: DefineWarrantyPlanBody): Promise<WarrantyPlanView> {
    const at = statedInstant(definedAt, 'definedAt', this.clock.now());
    return viewOf(await this.defineWarrantyPlan.execute(terms, at));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: WarrantyPlanPage })
  async list(): Promise<WarrantyPlanPage> {
    const plans = await this.plans.all();
    return { items: plans.map(viewOf), nextCursor: null };
  }

  @Get(':plan')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: WarrantyPlanView })
  async get(@Param('plan') plan: string): Promise<WarrantyPlanView> {
    return viewOf(await this.plans.get(plan));
  }
}
