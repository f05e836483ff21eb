import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { parseCityCode, roles, type Session } from '@rotables/domain-kernel';
import { AppraiseScrap } from '../commands/appraise-scrap.js';
import { ApproveScrap } from '../commands/approve-scrap.js';
import { AskScrapHold } from '../commands/ask-scrap-hold.js';
import { ExecuteScrap } from '../commands/execute-scrap.js';
import { ProposeScrap } from '../commands/propose-scrap.js';
import { RejectScrap } from '../commands/reject-scrap.js';
import { WithdrawScrap } from '../commands/withdraw-scrap.js';
import { ScrapQueries } from '../queries/scrap-queries.js';
import {
  AppraiseScrapBody,
  ApproveScrapBody,
  ExecuteScrapBody,
  ProposeScrapBody,
  RejectScrapBody,
  ScrapPage,
  ScrapQuery,
  ScrapView,
  WithdrawScrapBody,
  viewOf,
} from './scrap-record.dto.js';

@ApiTags('scrap records')
@Controller('v1/scrap-records')
export class ScrapRecordController {
  constructor(
    private readonly proposeScrap: ProposeScrap,
    private readonly appraiseScrap: AppraiseScrap,
    private readonly approveScrap: ApproveScrap,
    private readonly rejectScrap: RejectScrap,
    private readonly withdrawScrap: WithdrawScrap,
    private readonly askScrapHold: AskScrapHold,
    private readonly executeScrap: ExecuteScrap,
    private readonly queries: ScrapQueries,
  ) {}

  /** Proposes a unit of the company's for scrap (R9). */
  @Post()
  @RequireRoles('warehouse')
  @ApiCreatedResponse({ type: ScrapView })
  async propose(
    @Body() { serial, faultNumber, city, reason, valueFen, proposedAt }: ProposeScrapBody,
    @CurrentSession() session: Session,
  ): Promise<ScrapView> {
    const ofCity = city === undefined ? undefined : parseCityCode(city);
    const command = { serial, faultNumber, city: ofCity, reason, valueFen, proposedAt };
    return viewOf(await this.proposeScrap.execute(command, session));
  }

  /** Gives one of the three opinions of the technical appraisal (R9). */
  @Post(':scrapNumber/appraise')
  @HttpCode(200)
  @RequireRoles('warehouse', 'technician', 'quality')
  @ApiOkResponse({ type: ScrapView })
  async appraise(
    @Param('scrapNumber') scrapNumber: string,
    @Body() { department, lead, opinion, note, appraisedAt }: AppraiseScrapBody,
    @CurrentSession() session: Session,
  ): Promise<ScrapView> {
    const command = { scrapNumber, department, lead, opinion, note, appraisedAt };
    return viewOf(await this.appraiseScrap.execute(command, session));
  }

  /** Approves: a department head up to 1,000 yuan, the general manager above (R9). */
  @Post(':scrapNumber/approve')
  @HttpCode(200)
  @RequireRoles('headquarters-approver', 'general-manager')
  @ApiOkResponse({ type: ScrapView })
  async approve(
    @Param('scrapNumber') scrapNumber: string,
    @Body() { approvedAt }: ApproveScrapBody,
    @CurrentSession() session: Session,
  ): Promise<ScrapView> {
    return viewOf(await this.approveScrap.execute({ scrapNumber, approvedAt }, session));
  }

  /** Rejects, with the reason; the unit stays as it is. */
  @Post(':scrapNumber/reject')
  @HttpCode(200)
  @RequireRoles('headquarters-approver', 'general-manager')
  @ApiOkResponse({ type: ScrapView })
  async reject(
    @Param('scrapNumber') scrapNumber: string,
    @Body() { reason, rejectedAt }: RejectScrapBody,
    @CurrentSession() session: Session,
  ): Promise<ScrapView> {
    return viewOf(await this.rejectScrap.execute({ scrapNumber, reason, rejectedAt }, session));
  }

  /** Takes back what was proposed or approved, with the reason: by who proposed it, or who may approve it (E1). */
  @Post(':scrapNumber/withdraw')
  @HttpCode(200)
  @RequireRoles('warehouse', 'headquarters-approver', 'general-manager')
  @ApiOkResponse({ type: ScrapView })
  async withdraw(
    @Param('scrapNumber') scrapNumber: string,
    @Body() { reason, withdrawnAt }: WithdrawScrapBody,
    @CurrentSession() session: Session,
  ): Promise<ScrapView> {
    return viewOf(await this.withdrawScrap.execute({ scrapNumber, reason, withdrawnAt }, session));
  }

  /** Asks the pool once more to keep the unit of an approved record, which it could not when it was approved (R9, E4). */
  @Post(':scrapNumber/hold')
  @HttpCode(200)
  @RequireRoles('warehouse', 'headquarters-approver', 'general-manager')
  @ApiOkResponse({ type: ScrapView })
  async hold(@Param('scrapNumber') scrapNumber: string, @CurrentSession() session: Session): Promise<ScrapView> {
    return viewOf(await this.askScrapHold.execute(scrapNumber, session));
  }

  /** Records the disposal with its evidence; stock and coverage change only now (R9). */
  @Post(':scrapNumber/execute')
  @HttpCode(200)
  @RequireRoles('warehouse')
  @ApiOkResponse({ type: ScrapView })
  async execute(
    @Param('scrapNumber') scrapNumber: string,
    @Body() { method, evidence, executedAt }: ExecuteScrapBody,
    @CurrentSession() session: Session,
  ): Promise<ScrapView> {
    return viewOf(await this.executeScrap.execute({ scrapNumber, method, evidence, executedAt }, session));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: ScrapPage })
  list(@Query() query: ScrapQuery): Promise<ScrapPage> {
    return this.queries.list(query);
  }

  @Get(':scrapNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: ScrapView })
  get(@Param('scrapNumber') scrapNumber: string): Promise<ScrapView> {
    return this.queries.get(scrapNumber);
  }
}
