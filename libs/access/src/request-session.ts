import type { Session } from '@rotables/domain-kernel';

/** Kept beside the request and not on it, so that nothing a client sends can be taken for a session. */
const sessions = new WeakMap<object, Session>();

export function rememberSession(request: object, session: Session): void {
  sessions.set(request, session);
}

/** The verified session of this request, or undefined on a public route. */
export function sessionIfAny(request: object): Session | undefined {
  return sessions.get(request);
}

/** The verified session of this request. Throws an Error where a public route asks for one: that is a mistake in the code. */
export function sessionOf(request: object): Session {
  const session = sessions.get(request);
  if (session === undefined)
    throw new Error('This route is public and therefore has no session; declare @RequireRoles.');
  return session;
}
