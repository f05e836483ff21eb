import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '@rotables/access';
import { DomainError, type JsonObject } from '@rotables/domain-kernel';
import { SecurityLog, traceIdOf, traceparentOf, type SecurityEvent } from '@rotables/service-host';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ensureFromOurPage, signedInOf } from '../../gateway/browser-request.js';
import {
  clearSessionCookie,
  deviceCookieOf,
  sessionCookieOf,
  setDeviceCookie,
  setSessionCookie,
} from '../../gateway/session-cookie.js';
import { BrowserSessions, type SignedIn } from '../browser-sessions.js';
import { NotSignedIn } from '../sign-in.errors.js';
import { SignIn, type NewSession } from '../sign-in.js';
import type { Attempt } from '../sign-in-throttle.js';
import {
  LinkOwnerView,
  NewSecondFactorView,
  RecoveryCodesView,
  SecondFactorCodeBody,
  SessionView,
  SetPasswordBody,
  SignInByLinkBody,
  SignInByPasswordBody,
} from './session.dto.js';

/** Requests per minute and address, whatever comes of them; who guesses waits longer and longer besides (SignInThrottle). */
const throttled = { rateLimit: { max: 60, timeWindow: '1 minute', keyGenerator: ({ ip }: FastifyRequest) => ip } };

/** Who is signed in in this browser. Public, because the cookie, not a bearer token, says who it is. */
@ApiTags('session')
@Controller('v1/session')
@Public()
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: BrowserSessions,
    private readonly security: SecurityLog,
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
    @Body() { account, password, code }: SignInByPasswordBody,
  ): Promise<SessionView> {
    ensureFromOurPage(request);
    const attempt = { ...attemptFrom(request), account: account.trim() };
    const started = await this.noting(request, attempt.account, () => this.signIn.byPassword(attempt, password, code));
    return this.begin(request, reply, started, 'password');
  }

  /** Whom the link would sign in, before it does: a page asks whoever is signed in as somebody else. */
  @Post('link-owner')
  @HttpCode(200)
  @RouteConfig(throttled)
  @ApiOkResponse({ type: LinkOwnerView })
  async linkOwner(@Req() request: FastifyRequest, @Body() { link }: SignInByLinkBody): Promise<LinkOwnerView> {
    ensureFromOurPage(request);
    return this.signIn.ofLink(link);
  }

  @Post('by-link')
  @RouteConfig(throttled)
  @ApiCreatedResponse({ type: SessionView })
  async byLink(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { link, code }: SignInByLinkBody,
  ): Promise<SessionView> {
    ensureFromOurPage(request);
    const started = await this.noting(request, null, () => this.signIn.byLink(link, attemptFrom(request), code));
    return this.begin(request, reply, started, 'link');
  }

  @Post('password')
  @HttpCode(204)
  @RouteConfig(throttled)
  async setPassword(@Req() request: FastifyRequest, @Body() body: SetPasswordBody): Promise<void> {
    const { session, secretHash, signedInAt } = await this.signedInForChange(request);
    const next = { current: body.currentPassword, next: body.newPassword, secretHash, signedInAt };
    await this.signIn.setPassword({ ...attemptFrom(request), account: session.actor }, next);
    this.note(request, 'credentials-changed', session.actor, { how: 'password' });
  }

  /** Begins to set a second factor up; nothing is asked for before the first code was right. */
  @Post('second-factor/begin')
  @RouteConfig(throttled)
  @ApiCreatedResponse({ type: NewSecondFactorView })
  async beginSecondFactor(@Req() request: FastifyRequest): Promise<NewSecondFactorView> {
    const { session, signedInAt } = await this.signedInForChange(request);
    return this.signIn.beginSecondFactor(session.actor, signedInAt);
  }

  @Post('second-factor/confirm')
  @RouteConfig(throttled)
  @ApiCreatedResponse({ type: RecoveryCodesView })
  async confirmSecondFactor(
    @Req() request: FastifyRequest,
    @Body() { code }: SecondFactorCodeBody,
  ): Promise<RecoveryCodesView> {
    const { session, secretHash } = await this.signedInForChange(request);
    const attempt = { ...attemptFrom(request), account: session.actor };
    const recoveryCodes = await this.signIn.confirmSecondFactor(attempt, secretHash, code);
    this.note(request, 'credentials-changed', session.actor, { how: 'second-factor-on' });
    return { recoveryCodes };
  }

  @Post('second-factor/remove')
  @HttpCode(204)
  @RouteConfig(throttled)
  async removeSecondFactor(@Req() request: FastifyRequest, @Body() { code }: SecondFactorCodeBody): Promise<void> {
    const { session } = await this.signedInForChange(request);
    await this.signIn.removeSecondFactor({ ...attemptFrom(request), account: session.actor }, code);
    this.note(request, 'credentials-changed', session.actor, { how: 'second-factor-off' });
  }

  @Post('end')
  @HttpCode(204)
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { secretHash, session } = await this.signedInForChange(request);
    await this.sessions.end(secretHash);
    this.note(request, 'sign-out', session.actor, {});
    clearSessionCookie(reply);
  }

  /** In every browser in which this account is signed in. */
  @Post('end-everywhere')
  @HttpCode(204)
  async endEverywhere(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { session } = await this.signedInForChange(request);
    await this.sessions.endEverywhere(session.actor);
    this.note(request, 'sign-out', session.actor, { how: 'everywhere' });
    clearSessionCookie(reply);
  }

  /** Whoever was signed in in this browser before is not any more. */
  private async begin(
    request: FastifyRequest,
    reply: FastifyReply,
    started: NewSession,
    how: string,
  ): Promise<SessionView> {
    const before = await this.sessions.find(sessionCookieOf(request));
    const signedIn = await this.sessions.find(started.secret);
    if (signedIn === null) throw new NotSignedIn();
    if (before !== null) await this.sessions.end(before.secretHash);
    this.note(request, 'sign-in', signedIn.session.actor, { how });
    setSessionCookie(reply, started.secret);
    setDeviceCookie(reply, started.device);
    return viewOf(signedIn);
  }

  /** Whoever is not let in is noted, with what was typed for an account. */
  private async noting<Result>(
    request: FastifyRequest,
    typed: string | null,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof DomainError ? error.code : 'failed';
      this.note(request, 'sign-in-refused', null, { code, account: typed });
      throw error;
    }
  }

  private note(request: FastifyRequest, what: SecurityEvent['what'], actor: string | null, details: JsonObject): void {
    this.security.note({ what, actor, address: request.ip, traceId: traceIdOf(traceparentOf(request)), details });
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

function attemptFrom(request: FastifyRequest): Omit<Attempt, 'account'> {
  return { address: request.ip, device: deviceCookieOf(request) };
}

function viewOf({ session, forgeryToken, hasPassword, hasSecondFactor, isSecondFactorDue }: SignedIn): SessionView {
  const { actor: account, name, roles, cities } = session;
  return {
    account,
    name,
    roles,
    cities: cities === 'all' ? null : cities,
    forgeryToken,
    hasPassword,
    hasSecondFactor,
    isSecondFactorDue,
  };
}
