import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseSerial, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { listPage } from '../../listing.js';
import type { View } from '../../listing.js';
import { branch, readers } from '../../roles.js';
import { DispatchShipment } from '../commands/dispatch-shipment.js';
import { ReceiveShipment } from '../commands/receive-shipment.js';
import { ResolveShipmentDiscrepancy } from '../commands/resolve-discrepancy.js';
import { discrepancyListing, shipmentListing, ShipmentReads } from '../queries/shipment-reads.js';
import {
  DiscrepancyQuery,
  DispatchShipmentBody,
  ReceiveShipmentBody,
  ResolveDiscrepancyBody,
  ShipmentQuery,
} from './shipment.dto.js';

/** Named serials on their way, received by scan, with what did not fit (S3). */
@ApiTags('shipments')
@Controller('v1')
export class ShipmentController {
  constructor(
    private readonly dispatchShipment: DispatchShipment,
    private readonly receiveShipment: ReceiveShipment,
    private readonly resolveDiscrepancy: ResolveShipmentDiscrepancy,
    private readonly reads: ShipmentReads,
    private readonly clock: Clock,
  ) {}

  @Post('shipments')
  @RequireRoles('warehouse')
  async dispatch(@CurrentSession() session: Session, @Body() body: DispatchShipmentBody): Promise<View> {
    const serials = body.serials.map((serial, index) => parseSerial(serial, `serials[${index}]`));
    const dispatchedAt = statedInstant(body.dispatchedAt, 'dispatchedAt', this.clock.now());
    const { shipmentNumber } = await this.dispatchShipment.execute({
      ...body,
      session,
      serials,
      carrier: body.carrier ?? null,
      trackingNumber: body.trackingNumber ?? null,
      dispatchedAt,
    });
    return this.reads.get(shipmentNumber);
  }

  @Get('shipments')
  @RequireRoles(...readers)
  list(@Query() query: ShipmentQuery): Promise<CursorPage<View>> {
    return listPage(shipmentListing, query, [
      ['city = ?', query.city],
      ['state = ?', query.state],
      ['order_number = ?', query.orderNumber],
    ]);
  }

  @Get('shipments/:shipmentNumber')
  @RequireRoles(...readers)
  get(@Param('shipmentNumber') shipmentNumber: string): Promise<View> {
    return this.reads.get(shipmentNumber);
  }

  @Post('shipments/:shipmentNumber/receive')
  @HttpCode(200)
  @RequireRoles(...branch)
  async receive(
    @CurrentSession() session: Session,
    @Param('shipmentNumber') shipmentNumber: string,
    @Body() body: ReceiveShipmentBody,
  ): Promise<View> {
    const scannedSerials = body.scannedSerials.map((serial, index) => parseSerial(serial, `scannedSerials[${index}]`));
    const receivedAt = statedInstant(body.receivedAt, 'receivedAt', this.clock.now());
    await this.receiveShipment.execute({ session, shipmentNumber, scannedSerials, receivedAt });
    return this.reads.get(shipmentNumber);
  }

  @Get('shipment-discrepancies')
  @RequireRoles(...readers)
  discrepancies(@Query() query: DiscrepancyQuery): Promise<CursorPage<View>> {
    return listPage(discrepancyListing, query, [
      ['city = ?', query.city],
      ['status = ?', query.status],
      ['shipment_number = ?', query.shipmentNumber],
    ]);
  }

  /** lost takes the role headquarters-approver, never-left and accepted-here that or warehouse. */
  @Post('shipment-discrepancies/:discrepancyId/resolve')
  @HttpCode(200)
  @RequireRoles(...branch, 'warehouse', 'headquarters-approver')
  async resolve(
    @CurrentSession() session: Session,
    @Param('discrepancyId') discrepancyId: string,
    @Body() body: ResolveDiscrepancyBody,
  ): Promise<View> {
    const resolvedAt = statedInstant(body.resolvedAt, 'resolvedAt', this.clock.now());
    const { shipmentNumber } = await this.resolveDiscrepancy.execute({
      ...body,
      session,
      discrepancyId,
      liable: body.liable ?? null,
      carrier: body.carrier ?? null,
      resolvedAt,
    });
    return this.reads.get(shipmentNumber);
  }
}
