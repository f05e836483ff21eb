import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseQuantity, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { listPage, readOne } from '../../listing.js';
import type { View } from '../../listing.js';
import { branch, readers } from '../../roles.js';
import { ApproveSpareApplication } from '../commands/approve-spare-application.js';
import { EndSpareApplication } from '../commands/end-spare-application.js';
import { RejectSpareApplication } from '../commands/reject-spare-application.js';
import { SubmitSpareApplication } from '../commands/submit-spare-application.js';
import { spareApplicationListing } from '../queries/spare-application-listing.js';
import { SpareApplicationNotFound } from '../spare-application.errors.js';
import type { SpareApplication } from '../spare-application.js';
import {
  ApproveSpareApplicationBody,
  CloseRestBody,
  RejectSpareApplicationBody,
  SpareApplicationQuery,
  SubmitSpareApplicationBody,
  WithdrawSpareApplicationBody,
} from './spare-application.dto.js';
import type { Shown } from '../../shown.js';

/** A branch asks, headquarters decides (S2). */
@ApiTags('spare applications')
@Controller('v1/spare-applications')
export class SpareApplicationController {
  constructor(
    private readonly submitSpareApplication: SubmitSpareApplication,
    private readonly approveSpareApplication: ApproveSpareApplication,
    private readonly rejectSpareApplication: RejectSpareApplication,
    private readonly endSpareApplication: EndSpareApplication,
    private readonly clock: Clock,
  ) {}

  /** Refused with the arithmetic where it exceeds what is free of the city's allocation. */
  @Post()
  @RequireRoles(...branch)
  async submit(
    @CurrentSession() session: Session,
    @Body() body: SubmitSpareApplicationBody,
  ): Promise<Shown<SpareApplication>> {
    const submittedAt = statedInstant(body.submittedAt, 'submittedAt', this.clock.now());
    const quantity = parseQuantity(body.quantity);
    return viewOf(await this.submitSpareApplication.execute({ ...body, session, quantity, submittedAt }));
  }

  @Get()
  @RequireRoles(...readers)
  list(@Query() query: SpareApplicationQuery): Promise<CursorPage<View>> {
    return listPage(spareApplicationListing, query, [
      ['city = ?', query.city],
      ['site = ?', query.site],
      ['state = ?', query.state],
    ]);
  }

  @Get(':applicationNumber')
  @RequireRoles(...readers)
  async get(@Param('applicationNumber') applicationNumber: string): Promise<View> {
    const application = await readOne(spareApplicationListing, applicationNumber);
    if (!application) throw new SpareApplicationNotFound(applicationNumber);
    return application;
  }

  @Post(':applicationNumber/approve')
  @HttpCode(200)
  @RequireRoles('headquarters-approver')
  async approve(
    @CurrentSession() session: Session,
    @Param('applicationNumber') applicationNumber: string,
    @Body() body: ApproveSpareApplicationBody,
  ): Promise<Shown<SpareApplication>> {
    const approvedAt = statedInstant(body.approvedAt, 'approvedAt', this.clock.now());
    const quantity = parseQuantity(body.quantity);
    return viewOf(await this.approveSpareApplication.execute({ session, applicationNumber, quantity, approvedAt }));
  }

  @Post(':applicationNumber/reject')
  @HttpCode(200)
  @RequireRoles('headquarters-approver')
  async reject(
    @CurrentSession() session: Session,
    @Param('applicationNumber') applicationNumber: string,
    @Body() body: RejectSpareApplicationBody,
  ): Promise<Shown<SpareApplication>> {
    const rejectedAt = statedInstant(body.rejectedAt, 'rejectedAt', this.clock.now());
    return viewOf(
      await this.rejectSpareApplication.execute({ session, applicationNumber, reason: body.reason, rejectedAt }),
    );
  }

  /** As long as nothing was shipped on it. */
  @Post(':applicationNumber/withdraw')
  @HttpCode(200)
  @RequireRoles(...branch)
  async withdraw(
    @CurrentSession() session: Session,
    @Param('applicationNumber') applicationNumber: string,
    @Body() { reason, withdrawnAt }: WithdrawSpareApplicationBody,
  ): Promise<Shown<SpareApplication>> {
    const at = statedInstant(withdrawnAt, 'withdrawnAt', this.clock.now());
    return viewOf(await this.endSpareApplication.withdraw({ session, applicationNumber, reason, at }));
  }

  /** What was approved and not shipped is given up by either side, and the quota is free again. */
  @Post(':applicationNumber/close-rest')
  @HttpCode(200)
  @RequireRoles(...branch, 'headquarters-approver', 'warehouse')
  async closeRest(
    @CurrentSession() session: Session,
    @Param('applicationNumber') applicationNumber: string,
    @Body() { reason, closedAt }: CloseRestBody,
  ): Promise<Shown<SpareApplication>> {
    const at = statedInstant(closedAt, 'closedAt', this.clock.now());
    return viewOf(await this.endSpareApplication.closeRest({ session, applicationNumber, reason, at }));
  }
}

function viewOf({ version: _version, ...application }: SpareApplication): Shown<SpareApplication> {
  return application;
}
