import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { roles, type Session } from '@rotables/domain-kernel';
import { IssueNotice } from '../commands/issue-notice.js';
import { RecoverNotice } from '../commands/recover-notice.js';
import { NoticeQueries } from '../queries/notice-queries.js';
import {
  IssueNoticeBody,
  NoticePage,
  NoticeQuery,
  NoticeView,
  RecoverNoticeBody,
  viewOf,
} from './spare-replacement-notice.dto.js';

@ApiTags('spare replacement notices')
@Controller('v1/spare-replacement-notices')
export class SpareReplacementNoticeController {
  constructor(
    private readonly issueNotice: IssueNotice,
    private readonly recoverNotice: RecoverNotice,
    private readonly queries: NoticeQueries,
  ) {}

  /** Puts the spare that is lent in for the defective unit (R4); one notice per loan. */
  @Post()
  @RequireRoles('branch-clerk', 'branch-head', 'technician')
  @ApiCreatedResponse({ type: NoticeView })
  async issue(
    @Body() { faultNumber, replacementSerial, issuedAt }: IssueNoticeBody,
    @CurrentSession() session: Session,
  ): Promise<NoticeView> {
    return viewOf(await this.issueNotice.execute({ faultNumber, replacementSerial, issuedAt }, session));
  }

  /** Recovers the notice as its loan has ended (R4); it does so by itself when spare-pool tells what became of the loan. */
  @Post(':noticeNumber/recover')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head', 'technician')
  @ApiOkResponse({ type: NoticeView })
  async recover(
    @Param('noticeNumber') noticeNumber: string,
    @Body() { outcome, recoveredAt }: RecoverNoticeBody,
    @CurrentSession() session: Session,
  ): Promise<NoticeView> {
    return viewOf(await this.recoverNotice.execute({ noticeNumber, outcome, recoveredAt }, session));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: NoticePage })
  list(@Query() query: NoticeQuery): Promise<NoticePage> {
    return this.queries.list(query);
  }

  @Get(':noticeNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: NoticeView })
  get(@Param('noticeNumber') noticeNumber: string): Promise<NoticeView> {
    return this.queries.get(noticeNumber);
  }
}
