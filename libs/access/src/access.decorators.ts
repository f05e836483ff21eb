import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { CustomDecorator, ExecutionContext } from '@nestjs/common';
import type { Role, Session } from '@rotables/domain-kernel';
import { sessionOf } from './request-session.js';

/** What a route says about who may call it. */
export type AccessDeclaration =
  { readonly kind: 'public' } | { readonly kind: 'roles'; readonly roles: readonly Role[] };

export const accessMetadataKey = 'rotables:access';

/** Anybody may call this route, without a token. On a class it holds for every route that says nothing else. */
export function Public(): CustomDecorator {
  return SetMetadata<string, AccessDeclaration>(accessMetadataKey, { kind: 'public' });
}

/**
 * A bearer of one of these roles may call this route; an auditor may too where the route only reads (O3).
 * The administrator is no superuser: where that role may call, it is listed.
 */
export function RequireRoles(first: Role, ...others: readonly Role[]): CustomDecorator {
  return SetMetadata<string, AccessDeclaration>(accessMetadataKey, { kind: 'roles', roles: [first, ...others] });
}

/** The session of the caller; only on routes that require roles. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): Session => {
  return sessionOf(context.switchToHttp().getRequest<object>());
});
