import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import { roles } from '@rotables/domain-kernel';
import { cursorPage, decodeCursor } from '@rotables/service-host';
import { EntitlementNotFound } from '../entitlement.errors.js';
import { EntitlementReads } from '../queries/entitlement-reads.js';
import { EntitlementPage, EntitlementQuery, EntitlementView } from './entitlement.dto.js';

@ApiTags('entitlements')
@Controller('v1/entitlements')
export class EntitlementController {
  constructor(private readonly reads: EntitlementReads) {}

  /** What customers were entitled to, with rule, dates and facts (W11); superseded decisions stay in the list. */
  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: EntitlementPage })
  async list(@Query() { cursor, limit, ...filter }: EntitlementQuery): Promise<EntitlementPage> {
    const after = decodeCursor(cursor, ['string']);
    const rows = await this.reads.list(filter, after?.[0], limit + 1);
    return cursorPage(
      rows,
      limit,
      ({ entitlementId }) => [entitlementId],
      (row) => row,
    );
  }

  @Get(':entitlementId')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: EntitlementView })
  async get(@Param('entitlementId') entitlementId: string): Promise<EntitlementView> {
    const found = await this.reads.find(entitlementId);
    if (!found) throw new EntitlementNotFound(entitlementId);
    return found;
  }
}
