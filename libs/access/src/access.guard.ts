import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role, Session } from '@rotables/domain-kernel';
import { accessMetadataKey } from './access.decorators.js';
import type { AccessDeclaration } from './access.decorators.js';
import { AuditorChangesNothing, RoleMissing } from './access.errors.js';
import { bearerOf } from './bearer.js';
import { rememberSession } from './request-session.js';
import { TokenVerifier } from './token-verifier.js';

/** The part of an HTTP request that decides who may pass. */
interface GuardedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Lets a request pass to its route when the bearer of its token may call it. Event handlers are not its business. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const declaration = this.reflector.getAllAndOverride<AccessDeclaration | undefined>(accessMetadataKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    // Start-up refuses such a route; should one come into being later, nobody may call it.
    if (declaration === undefined) return false;
    if (declaration.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const session = bearerOf(request, this.verifier);
    // Before it is judged: whoever is refused is noted by his name.
    rememberSession(request, session);
    ensureMayCall(session, request, declaration.roles);
    return true;
  }
}

function ensureMayCall(session: Session, request: GuardedRequest, needed: readonly Role[]): void {
  const route = `${request.method} ${request.url.split('?', 1)[0] ?? ''}`;
  if (session.roles.includes('auditor')) {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    throw new AuditorChangesNothing(route, needed);
  }
  if (!needed.some((role) => session.roles.includes(role))) throw new RoleMissing(route, needed, session.roles);
}
