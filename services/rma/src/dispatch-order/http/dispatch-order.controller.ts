import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { roles, type Session } from '@rotables/domain-kernel';
import { CancelDispatchOrder } from '../commands/cancel-dispatch-order.js';
import { CompleteDispatchOrder } from '../commands/complete-dispatch-order.js';
import { IssueDispatchOrder } from '../commands/issue-dispatch-order.js';
import { ReassignDispatchOrder } from '../commands/reassign-dispatch-order.js';
import { DispatchOrderQueries } from '../queries/dispatch-order-queries.js';
import {
  CancelDispatchOrderBody,
  CompleteDispatchOrderBody,
  DispatchOrderPage,
  DispatchOrderQuery,
  DispatchOrderView,
  IssueDispatchOrderBody,
  ReassignDispatchOrderBody,
  viewOf,
} from './dispatch-order.dto.js';

@ApiTags('dispatch orders')
@Controller('v1/dispatch-orders')
export class DispatchOrderController {
  constructor(
    private readonly issueDispatchOrder: IssueDispatchOrder,
    private readonly completeDispatchOrder: CompleteDispatchOrder,
    private readonly reassignDispatchOrder: ReassignDispatchOrder,
    private readonly cancelDispatchOrder: CancelDispatchOrder,
    private readonly queries: DispatchOrderQueries,
  ) {}

  /** Sends a technician to the customer, after remote diagnosis (R3). */
  @Post()
  @RequireRoles('branch-clerk', 'branch-head')
  @ApiCreatedResponse({ type: DispatchOrderView })
  async issue(
    @Body() { issuedAt, ...body }: IssueDispatchOrderBody,
    @CurrentSession() session: Session,
  ): Promise<DispatchOrderView> {
    return viewOf(await this.issueDispatchOrder.execute({ ...body, issuedAt }, session));
  }

  /** Reports the visit done, signed by the customer (R3): the technician of the order, or his branch on his word. A repair on site resolves the case. */
  @Post(':dispatchNumber/complete')
  @HttpCode(200)
  @RequireRoles('technician', 'branch-clerk', 'branch-head')
  @ApiOkResponse({ type: DispatchOrderView })
  async complete(
    @Param('dispatchNumber') dispatchNumber: string,
    @Body() { completedAt, ...body }: CompleteDispatchOrderBody,
    @CurrentSession() session: Session,
  ): Promise<DispatchOrderView> {
    return viewOf(await this.completeDispatchOrder.execute({ ...body, dispatchNumber, completedAt }, session));
  }

  /** Sends another technician, with the reason (R3). */
  @Post(':dispatchNumber/reassign')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head')
  @ApiOkResponse({ type: DispatchOrderView })
  async reassign(
    @Param('dispatchNumber') dispatchNumber: string,
    @Body() { technician, reason, reassignedAt }: ReassignDispatchOrderBody,
    @CurrentSession() session: Session,
  ): Promise<DispatchOrderView> {
    return viewOf(
      await this.reassignDispatchOrder.execute({ dispatchNumber, technician, reason, reassignedAt }, session),
    );
  }

  /** Cancels the visit, with the reason (R3). */
  @Post(':dispatchNumber/cancel')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head')
  @ApiOkResponse({ type: DispatchOrderView })
  async cancel(
    @Param('dispatchNumber') dispatchNumber: string,
    @Body() { reason, cancelledAt }: CancelDispatchOrderBody,
    @CurrentSession() session: Session,
  ): Promise<DispatchOrderView> {
    return viewOf(await this.cancelDispatchOrder.execute({ dispatchNumber, reason, cancelledAt }, session));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: DispatchOrderPage })
  list(@Query() query: DispatchOrderQuery): Promise<DispatchOrderPage> {
    return this.queries.list(query);
  }

  @Get(':dispatchNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: DispatchOrderView })
  get(@Param('dispatchNumber') dispatchNumber: string): Promise<DispatchOrderView> {
    return this.queries.get(dispatchNumber);
  }
}
