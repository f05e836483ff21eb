import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { businessDateOf, Clock, parseBusinessDate, parseCityCode } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { SortedPageQuery } from '../../http-fields.js';
import { listPage } from '../../listing.js';
import type { View } from '../../listing.js';
import { readers } from '../../roles.js';
import type { AllocationPolicy } from '../allocation.js';
import { SetAllocationPolicy } from '../commands/set-allocation-policy.js';
import { AllocationReads, policyListing } from '../queries/allocation-reads.js';
import type { AllocationPreview, AllocationView } from '../queries/allocation-reads.js';
import { AllocationPreviewQuery, AllocationQuery, SetAllocationPolicyBody } from './allocation.dto.js';

/** The cities' quotas and the policy that they follow from (S1). */
@ApiTags('allocations')
@Controller('v1')
export class AllocationController {
  constructor(
    private readonly setAllocationPolicy: SetAllocationPolicy,
    private readonly reads: AllocationReads,
    private readonly clock: Clock,
  ) {}

  @Post('allocation-policies')
  @RequireRoles('administrator', 'general-manager')
  set(@CurrentSession() session: Session, @Body() body: SetAllocationPolicyBody): Promise<AllocationPolicy> {
    const effectiveOn = parseBusinessDate(body.effectiveOn, 'effectiveOn');
    return this.setAllocationPolicy.execute({ ...body, effectiveOn }, session.actor);
  }

  @Get('allocation-policies')
  @RequireRoles(...readers)
  policies(@Query() query: SortedPageQuery): Promise<CursorPage<View>> {
    return listPage(policyListing, query, []);
  }

  /** One item per city in sight, all on one page. */
  @Get('allocations')
  @RequireRoles(...readers)
  async allocations(
    @CurrentSession() session: Session,
    @Query() query: AllocationQuery,
  ): Promise<CursorPage<AllocationView>> {
    const asOf = query.asOf === undefined ? null : parseBusinessDate(query.asOf, 'asOf');
    const city = query.city === undefined ? null : parseCityCode(query.city);
    const items = await this.reads.of(session, asOf, city, businessDateOf(this.clock.now()));
    return { items, nextCursor: null };
  }

  /** What a policy would do, before anybody sets it; changes nothing. */
  @Get('allocations/preview')
  @RequireRoles(...readers)
  async preview(
    @CurrentSession() session: Session,
    @Query() policy: AllocationPreviewQuery,
  ): Promise<CursorPage<AllocationPreview>> {
    const items = await this.reads.preview(session, policy, businessDateOf(this.clock.now()));
    return { items, nextCursor: null };
  }
}
