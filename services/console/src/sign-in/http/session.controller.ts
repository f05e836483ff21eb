import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '@rotables/access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ensureFromOurPage, signedInOf } from '../../gateway/browser-request.js';
import { clearSessionCookie, setSessionCookie } from '../../gateway/session-cookie.js';
import { BrowserSessions, type SignedIn } from '../browser-sessions.js';
import { NotSignedIn } from '../sign-in.errors.js';
import { SignIn } from '../sign-in.js';
import { SessionView, SetPasswordBody, SignInByLinkBody, SignInByPasswordBody } from './session.dto.js';

/** Attempts per minute and address; the lock of an account comes on top. */
const throttled = { rateLimit: { max: 20, timeWindow: '1 minute' } };

/** Who is signed in in this browser. Public, because the cookie, not a bearer token, says who it is. */
@ApiTags('session')
@Controller('v1/session')
@Public()
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: BrowserSessions,
  ) {}

  @Get()
  @ApiOkResponse({ type: SessionView })
  async get(@Req() request: FastifyRequest): Promise<SessionView> {
    return viewOf(await this.signedIn(request));
  }

  @Post('by-password')
  @RouteConfig(throttled)
  @ApiCreatedResponse({ type: SessionView })
  async byPassword(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { account, password }: SignInByPasswordBody,
  ): Promise<SessionView> {
    ensureFromOurPage(request);
    return this.begin(reply, await this.signIn.byPassword(account.trim(), password));
  }

  @Post('by-link')
  @RouteConfig(throttled)
  @ApiCreatedResponse({ type: SessionView })
  async byLink(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { link }: SignInByLinkBody,
  ): Promise<SessionView> {
    ensureFromOurPage(request);
    return this.begin(reply, await this.signIn.byLink(link));
  }

  @Post('password')
  @HttpCode(204)
  @RouteConfig(throttled)
  async setPassword(@Req() request: FastifyRequest, @Body() body: SetPasswordBody): Promise<void> {
    const { session } = await this.signedInForChange(request);
    await this.signIn.setPassword(session.actor, body.currentPassword, body.newPassword);
  }

  @Post('end')
  @HttpCode(204)
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { secretHash } = await this.signedInForChange(request);
    await this.sessions.end(secretHash);
    clearSessionCookie(reply);
  }

  /** In every browser in which this account is signed in. */
  @Post('end-everywhere')
  @HttpCode(204)
  async endEverywhere(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { session } = await this.signedInForChange(request);
    await this.sessions.endEverywhere(session.actor);
    clearSessionCookie(reply);
  }

  private async begin(reply: FastifyReply, secret: string): Promise<SessionView> {
    const signedIn = await this.sessions.find(secret);
    if (signedIn === null) throw new NotSignedIn();
    setSessionCookie(reply, secret);
    return viewOf(signedIn);
  }

  private async signedIn(request: FastifyRequest): Promise<SignedIn> {
    const signedIn = await signedInOf(request, this.sessions);
    if (signedIn === null) throw new NotSignedIn();
    return signedIn;
  }

  private async signedInForChange(request: FastifyRequest): Promise<SignedIn> {
    const signedIn = await this.signedIn(request);
    ensureFromOurPage(request, signedIn);
    return signedIn;
  }
}

function viewOf({ session, forgeryToken }: SignedIn): SessionView {
  const { actor: account, name, roles, cities } = session;
  return { account, name, roles, cities: cities === 'all' ? null : cities, forgeryToken };
}
