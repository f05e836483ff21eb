import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { roles, type Session } from '@rotables/domain-kernel';
import { ResolveException } from '../commands/resolve-exception.js';
import { ReceiptExceptionQueries } from '../queries/receipt-exception-queries.js';
import {
  ReceiptExceptionPage,
  ReceiptExceptionQuery,
  ReceiptExceptionView,
  ResolveExceptionBody,
  viewOf,
} from './receipt-exception.dto.js';

@ApiTags('receipts')
@Controller('v1/receipt-exceptions')
export class ReceiptExceptionController {
  constructor(
    private readonly resolveException: ResolveException,
    private readonly queries: ReceiptExceptionQueries,
  ) {}

  /** Says what became of what was received (R5). */
  @Post(':exceptionNumber/resolve')
  @HttpCode(200)
  @RequireRoles('warehouse', 'headquarters-approver')
  @ApiOkResponse({ type: ReceiptExceptionView })
  async resolve(
    @Param('exceptionNumber') exceptionNumber: string,
    @Body() { resolution, resolvedAt }: ResolveExceptionBody,
    @CurrentSession() session: Session,
  ): Promise<ReceiptExceptionView> {
    return viewOf(await this.resolveException.execute({ exceptionNumber, resolution, resolvedAt }, session));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: ReceiptExceptionPage })
  list(@Query() query: ReceiptExceptionQuery): Promise<ReceiptExceptionPage> {
    return this.queries.list(query);
  }

  @Get(':exceptionNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: ReceiptExceptionView })
  get(@Param('exceptionNumber') exceptionNumber: string): Promise<ReceiptExceptionView> {
    return this.queries.get(exceptionNumber);
  }
}
