import type { FastifyReply, FastifyRequest } from 'fastify';
import { isServedOverHttps } from './console-settings.js';

const name = 'rotables_session';

/** httpOnly: no script reads it. Strict: no other site's page makes a browser send it. */
export function setSessionCookie(reply: FastifyReply, secret: string): void {
  void reply.setCookie(name, secret, { httpOnly: true, sameSite: 'strict', path: '/', secure: isServedOverHttps() });
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(name, { path: '/' });
}

export function sessionCookieOf(request: FastifyRequest): string | undefined {
  return request.cookies[name];
}
