import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { roles, type Session } from '@rotables/domain-kernel';
import { ReceiveFromVendor } from '../commands/receive-from-vendor.js';
import { SendToVendor } from '../commands/send-to-vendor.js';
import { VendorReturnQueries } from '../queries/vendor-return-queries.js';
import {
  ReceiveFromVendorBody,
  SendToVendorBody,
  VendorReturnPage,
  VendorReturnQuery,
  VendorReturnView,
  viewOf,
} from './vendor-return.dto.js';

@ApiTags('vendor returns')
@Controller('v1/vendor-returns')
export class VendorReturnController {
  constructor(
    private readonly sendToVendor: SendToVendor,
    private readonly receiveFromVendor: ReceiveFromVendor,
    private readonly queries: VendorReturnQueries,
  ) {}

  /** Sends the unit of a case to its vendor, due back within a month (R7), under the conditions of start-repair. */
  @Post()
  @RequireRoles('warehouse', 'technician')
  @ApiCreatedResponse({ type: VendorReturnView })
  async send(
    @Body() { sentAt, ...body }: SendToVendorBody,
    @CurrentSession() session: Session,
  ): Promise<VendorReturnView> {
    return viewOf(await this.sendToVendor.execute({ ...body, sentAt }, session));
  }

  /** Takes the unit back from its vendor, repaired or not (R7). */
  @Post(':vendorReturnNumber/receive')
  @HttpCode(200)
  @RequireRoles('warehouse')
  @ApiOkResponse({ type: VendorReturnView })
  async receive(
    @Param('vendorReturnNumber') vendorReturnNumber: string,
    @Body() { result, receivedAt }: ReceiveFromVendorBody,
    @CurrentSession() session: Session,
  ): Promise<VendorReturnView> {
    return viewOf(await this.receiveFromVendor.execute({ vendorReturnNumber, result, receivedAt }, session));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: VendorReturnPage })
  list(@Query() query: VendorReturnQuery): Promise<VendorReturnPage> {
    return this.queries.list(query);
  }

  @Get(':vendorReturnNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: VendorReturnView })
  get(@Param('vendorReturnNumber') vendorReturnNumber: string): Promise<VendorReturnView> {
    return this.queries.get(vendorReturnNumber);
  }
}
