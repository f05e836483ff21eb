import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseSerial } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { chargeView, ChargeView } from '../../charge/http/charge.dto.js';
import { ChargeServiceFee } from '../commands/charge-service-fee.js';
import { WithdrawServiceFee } from '../commands/withdraw-service-fee.js';
import { ChargeServiceFeeBody, WithdrawServiceFeeBody } from './service-fee.dto.js';

@ApiTags('service fees')
@Controller('v1/service-fees')
export class ServiceFeeController {
  constructor(
    private readonly chargeServiceFee: ChargeServiceFee,
    private readonly withdrawServiceFee: WithdrawServiceFee,
    private readonly clock: Clock,
  ) {}

  /** Charges the service fee of a unit for its next period (W4). It holds once the charge is paid. */
  @Post()
  @RequireRoles('branch-clerk', 'branch-head', 'finance')
  @ApiCreatedResponse({ type: ChargeView })
  async charge(@Body() body: ChargeServiceFeeBody, @CurrentSession() session: Session): Promise<ChargeView> {
    const fee = { serial: parseSerial(body.serial), months: body.months, at: this.clock.now() };
    return chargeView(await this.chargeServiceFee.execute(fee, session));
  }

  /** Takes back a service fee that was entered wrongly; what was paid is then paid back by another person. */
  @Post(':chargeNumber/withdraw')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head', 'finance')
  @ApiOkResponse({ type: ChargeView })
  async withdraw(
    @Param('chargeNumber') chargeNumber: string,
    @Body() { reason }: WithdrawServiceFeeBody,
    @CurrentSession() session: Session,
  ): Promise<ChargeView> {
    const taking = { reason, at: this.clock.now() };
    return chargeView(await this.withdrawServiceFee.execute(chargeNumber, taking, session));
  }
}
