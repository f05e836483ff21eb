import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { parseCityCode, roles, type Session } from '@rotables/domain-kernel';
import { PageQuery } from '@rotables/service-host';
import { CompleteRepair } from '../commands/complete-repair.js';
import { InspectUnit } from '../commands/inspect-unit.js';
import { ReportFault } from '../commands/report-fault.js';
import { RestockUnit } from '../commands/restock-unit.js';
import { ReturnToCustomer } from '../commands/return-to-customer.js';
import { StartRepair } from '../commands/start-repair.js';
import { TestUnit } from '../commands/test-unit.js';
import { TriageCase } from '../commands/triage-case.js';
import { WithdrawCase } from '../commands/withdraw-case.js';
import { RmaCaseQueries } from '../queries/rma-case-queries.js';
import {
  CaseQuery,
  CompleteRepairBody,
  InspectBody,
  ReportFaultBody,
  RestockBody,
  ReturnToCustomerBody,
  StartRepairBody,
  TestBody,
  TriageBody,
  WithdrawCaseBody,
} from './rma-case.dto.js';
import { CaseDetail, CasePage, CaseView, TimelinePage, viewOf } from './rma-case.view.js';

@ApiTags('cases')
@Controller('v1/rma-cases')
export class RmaCaseController {
  constructor(
    private readonly reportFault: ReportFault,
    private readonly triageCase: TriageCase,
    private readonly withdrawCase: WithdrawCase,
    private readonly inspectUnit: InspectUnit,
    private readonly startRepair: StartRepair,
    private readonly completeRepair: CompleteRepair,
    private readonly testUnit: TestUnit,
    private readonly returnToCustomer: ReturnToCustomer,
    private readonly restockUnit: RestockUnit,
    private readonly queries: RmaCaseQueries,
  ) {}

  /** Reports a fault; it gets its number at once, known serial or not (R1). Of a spare of our own it is the company's case (S13). */
  @Post()
  @RequireRoles('branch-clerk', 'branch-head', 'technician', 'warehouse')
  @ApiCreatedResponse({ type: CaseView })
  async report(@Body() body: ReportFaultBody, @CurrentSession() session: Session): Promise<CaseView> {
    const { city, plate, cause, serviceFeePaid, reportedAt, ...told } = body;
    const command = {
      ...told,
      city: parseCityCode(city),
      plate: plate ?? null,
      cause: cause ?? 'product-fault',
      serviceFeePaid: serviceFeePaid ?? true,
      reportedAt,
    };
    return viewOf(await this.reportFault.execute(command, session));
  }

  /** Finds cases by number, serial, phone or plate (R1), by city, state and time. */
  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: CasePage })
  list(@Query() query: CaseQuery): Promise<CasePage> {
    return this.queries.list(query);
  }

  /** Everything about one case, with what the other services told of it. */
  @Get(':faultNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: CaseDetail })
  get(@Param('faultNumber') faultNumber: string): Promise<CaseDetail> {
    return this.queries.get(faultNumber);
  }

  /** Everything that happened to a case in every service, in the order in which it happened (R11). */
  @Get(':faultNumber/timeline')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: TimelinePage })
  timeline(@Param('faultNumber') faultNumber: string, @Query() query: PageQuery): Promise<TimelinePage> {
    return this.queries.timeline(faultNumber, query);
  }

  /** Records remote diagnosis; `solved-remotely` is the end of the case (R3). */
  @Post(':faultNumber/triage')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head', 'technician', 'warehouse')
  @ApiOkResponse({ type: CaseView })
  async triage(
    @Param('faultNumber') faultNumber: string,
    @Body() { triagedAt, ...body }: TriageBody,
    @CurrentSession() session: Session,
  ): Promise<CaseView> {
    return viewOf(await this.triageCase.execute({ ...body, faultNumber, triagedAt }, session));
  }

  /** Takes back a report that was a mistake, or of what was reported already, while nothing has followed it (R1). */
  @Post(':faultNumber/withdraw')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head', 'technician', 'warehouse')
  @ApiOkResponse({ type: CaseView })
  async withdraw(
    @Param('faultNumber') faultNumber: string,
    @Body() { reason, withdrawnAt }: WithdrawCaseBody,
    @CurrentSession() session: Session,
  ): Promise<CaseView> {
    return viewOf(await this.withdrawCase.execute({ faultNumber, reason, withdrawnAt }, session));
  }

  /** Records the inspection of the received unit, or a second one that supersedes it (R5); warranty supersedes the entitlement by its cause (R6). */
  @Post(':faultNumber/inspect')
  @HttpCode(200)
  @RequireRoles('technician', 'quality')
  @ApiOkResponse({ type: CaseView })
  async inspect(
    @Param('faultNumber') faultNumber: string,
    @Body() { cause, inspectedAt, ...body }: InspectBody,
    @CurrentSession() session: Session,
  ): Promise<CaseView> {
    const command = { ...body, faultNumber, cause: cause ?? 'product-fault', inspectedAt };
    return viewOf(await this.inspectUnit.execute(command, session));
  }

  /** Begins repair: free by entitlement, or by a quote confirmed under the entitlement in force (B2, R6). */
  @Post(':faultNumber/start-repair')
  @HttpCode(200)
  @RequireRoles('technician')
  @ApiOkResponse({ type: CaseView })
  async start(
    @Param('faultNumber') faultNumber: string,
    @Body() { method, startedAt }: StartRepairBody,
    @CurrentSession() session: Session,
  ): Promise<CaseView> {
    return viewOf(await this.startRepair.execute({ faultNumber, method, startedAt }, session));
  }

  /** Ends repair with its result (R7). */
  @Post(':faultNumber/complete-repair')
  @HttpCode(200)
  @RequireRoles('technician')
  @ApiOkResponse({ type: CaseView })
  async complete(
    @Param('faultNumber') faultNumber: string,
    @Body() { completedAt, ...body }: CompleteRepairBody,
    @CurrentSession() session: Session,
  ): Promise<CaseView> {
    return viewOf(await this.completeRepair.execute({ ...body, faultNumber, completedAt }, session));
  }

  /** Records a test; a failed one sends the unit back to repair, or to inspection where nothing was repaired (R7). */
  @Post(':faultNumber/test')
  @HttpCode(200)
  @RequireRoles('quality', 'technician')
  @ApiOkResponse({ type: CaseView })
  async test(
    @Param('faultNumber') faultNumber: string,
    @Body() { testedAt, ...body }: TestBody,
    @CurrentSession() session: Session,
  ): Promise<CaseView> {
    return viewOf(await this.testUnit.execute({ ...body, faultNumber, testedAt }, session));
  }

  /** Gives the unit back to the customer: tested after repair, or unrepaired for a reason (R6, R7, R8). */
  @Post(':faultNumber/return-to-customer')
  @HttpCode(200)
  @RequireRoles('warehouse', 'branch-clerk', 'branch-head')
  @ApiOkResponse({ type: CaseView })
  async giveBack(
    @Param('faultNumber') faultNumber: string,
    @Body() { returnedAt, customersWish }: ReturnToCustomerBody,
    @CurrentSession() session: Session,
  ): Promise<CaseView> {
    return viewOf(await this.returnToCustomer.execute({ faultNumber, customersWish, returnedAt }, session));
  }

  /** Puts a unit that became the company's on the shelf as refurbished, tested (R8). */
  @Post(':faultNumber/restock')
  @HttpCode(200)
  @RequireRoles('warehouse')
  @ApiOkResponse({ type: CaseView })
  async restock(
    @Param('faultNumber') faultNumber: string,
    @Body() { site, restockedAt }: RestockBody,
    @CurrentSession() session: Session,
  ): Promise<CaseView> {
    return viewOf(await this.restockUnit.execute({ faultNumber, site, restockedAt }, session));
  }
}
