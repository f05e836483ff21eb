import type { FastifyRequest } from 'fastify';
import type { BrowserSessions, SignedIn } from '../sign-in/browser-sessions.js';
import { isSame } from '../sign-in/secret.js';
import { ForgedRequest, NotSignedIn, SecondFactorDue } from '../sign-in/sign-in.errors.js';
import { sessionCookieOf } from './session-cookie.js';

export const forgeryTokenHeader = 'x-forgery-token';

export function signedInOf(request: FastifyRequest, sessions: BrowserSessions): Promise<SignedIn | null> {
  return sessions.find(sessionCookieOf(request));
}

/** Whose session a request came with, once that was looked up. */
const people = new WeakMap<FastifyRequest, string>();

/** Null where nobody is signed in, or nothing has asked yet. */
export function personOf(request: FastifyRequest): string | null {
  return people.get(request) ?? null;
}

/** Everybody's way to the services. Throws NotSignedIn; SecondFactorDue. */
export async function admittedOf(request: FastifyRequest, sessions: BrowserSessions): Promise<SignedIn> {
  const signedIn = await signedInOf(request, sessions);
  if (signedIn === null) throw new NotSignedIn();
  people.set(request, signedIn.session.actor);
  if (signedIn.isSecondFactorDue) throw new SecondFactorDue();
  return signedIn;
}

/**
 * For every change. Browsers say where a request comes from, and pages cannot make them lie; who is signed in sends the forgery token on
 * top. Throws {@link ForgedRequest}.
 */
export function ensureFromOurPage(request: FastifyRequest, signedIn?: SignedIn): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw new ForgedRequest('another site sent it');
  const { origin } = request.headers;
  if (origin !== undefined && hostOf(origin) !== request.headers.host) {
    throw new ForgedRequest('its origin is not the console');
  }
  if (signedIn === undefined) return;
  const token = request.headers[forgeryTokenHeader];
  if (typeof token !== 'string' || !isSame(token, signedIn.forgeryToken)) {
    throw new ForgedRequest('its forgery token is missing or of another session');
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
