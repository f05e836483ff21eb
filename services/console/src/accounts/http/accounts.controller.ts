import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import type { Session } from '@rotables/domain-kernel';
import { askedBy, WithoutUnitOfWork, type CursorPage } from '@rotables/service-host';
import type { FastifyRequest } from 'fastify';
import { AccountQueries } from '../account-queries.js';
import type { AccountDocument, AccountView } from '../account-views.js';
import { Accounts, type IssuedLink } from '../accounts.js';
import { checkedAccount, checkedStanding } from '../standing.js';
import { AccountListQuery, CreateAccountBody, ReasonBody, StandingBody } from './accounts.dto.js';

/** Who may sign in, with which roles, in which cities (O3). */
@ApiTags('accounts')
@RequireRoles('administrator')
@Controller('v1/accounts')
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly queries: AccountQueries,
  ) {}

  @Get()
  list(@Query() query: AccountListQuery): Promise<CursorPage<AccountView>> {
    return this.queries.list(query);
  }

  @Get(':account')
  read(@Param('account') account: string): Promise<AccountDocument> {
    return this.accounts.read(account);
  }

  @Post()
  create(@Body() { account, ...standing }: CreateAccountBody): Promise<AccountDocument> {
    return this.accounts.create(checkedAccount(account), checkedStanding(standing));
  }

  @Post(':account/change')
  change(@Param('account') account: string, @Body() body: StandingBody): Promise<AccountDocument> {
    return this.accounts.change(account, checkedStanding(body));
  }

  @Post(':account/disable')
  disable(@Param('account') account: string, @Body() { reason }: ReasonBody): Promise<AccountDocument> {
    return this.accounts.disable(account, reason);
  }

  @Post(':account/enable')
  enable(@Param('account') account: string): Promise<AccountDocument> {
    return this.accounts.enable(account);
  }

  @Post(':account/reset-password')
  resetPassword(@Param('account') account: string): Promise<AccountDocument> {
    return this.accounts.resetPassword(account);
  }

  /** Without Idempotency-Key, because its answer would be kept with the key. Asked for twice, there are two links. */
  @Post(':account/sign-in-links')
  @WithoutUnitOfWork()
  issueLink(
    @Param('account') account: string,
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
  ): Promise<IssuedLink> {
    return this.accounts.issueLink(account, session, askedBy(request));
  }
}
