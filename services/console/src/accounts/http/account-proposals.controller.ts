import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import type { CursorPage } from '@rotables/service-host';
import { AccountProposals } from '../account-proposals.js';
import type { AccountProposalView } from '../account-views.js';
import { ProposalListQuery, ReasonBody } from './accounts.dto.js';

/** Grants that move money wait here for a second person (O3). */
@ApiTags('accounts')
@RequireRoles('administrator', 'general-manager')
@Controller('v1/account-proposals')
export class AccountProposalsController {
  constructor(private readonly proposals: AccountProposals) {}

  @Get()
  list(@Query() query: ProposalListQuery): Promise<CursorPage<AccountProposalView>> {
    return this.proposals.list(query);
  }

  @Get(':id')
  read(@Param('id') id: string): Promise<AccountProposalView> {
    return this.proposals.read(id);
  }

  @Post(':id/confirm')
  confirm(@Param('id') id: string): Promise<AccountProposalView> {
    return this.proposals.confirm(id);
  }

  @Post(':id/refuse')
  refuse(@Param('id') id: string, @Body() { reason }: ReasonBody): Promise<AccountProposalView> {
    return this.proposals.refuse(id, reason);
  }
}
