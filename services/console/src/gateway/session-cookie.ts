import type { FastifyReply, FastifyRequest } from 'fastify';
import { isServedOverHttps } from './console-settings.js';

/** Over https the browser itself sees to it that no neighbouring host and no plain connection can set it (`__Host-`). */
const nameOf = (name: string): string => (isServedOverHttps() ? `__Host-${name}` : name);
const session = nameOf('rotables_session');
const device = nameOf('rotables_device');
const yearSeconds = 31_536_000;

/** httpOnly: no script reads it. Strict: no other site's page makes a browser send it. */
const kept = { httpOnly: true, sameSite: 'strict', path: '/', secure: isServedOverHttps() } as const;

export function setSessionCookie(reply: FastifyReply, secret: string): void {
  void reply.setCookie(session, secret, kept);
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(session, { path: '/', secure: isServedOverHttps() });
}

export function sessionCookieOf(request: FastifyRequest): string | undefined {
  return request.cookies[session];
}

/** Tells this browser from a stranger's; it lets nobody in. */
export function setDeviceCookie(reply: FastifyReply, secret: string): void {
  void reply.setCookie(device, secret, { ...kept, maxAge: yearSeconds });
}

export function deviceCookieOf(request: FastifyRequest): string | undefined {
  return request.cookies[device];
}
