import type { KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import replyFrom from '@fastify/reply-from';
import { issueToken } from '@rotables/access';
import { NotFoundException } from '@nestjs/common';
import { DomainError } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { traceparentOf, type SecurityLog } from '@rotables/service-host';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BrowserSessions } from '../sign-in/browser-sessions.js';
import { answerProblem, answerProblems } from './answer-problem.js';
import { admittedOf, ensureFromOurPage } from './browser-request.js';
import { noteRefusal } from './note-refusal.js';

const tokenMinutes = 5;
const longestAnswerMilliseconds = 60_000;
/**
 * The rest of what a browser sends is between it and the console; its cookie above all. Where a body ends is not passed on either, but
 * said anew for what is really sent: the connections to the services are shared by everybody who is signed in.
 */
const passedOn = ['accept', 'content-type', 'idempotency-key', 'if-match'];
/** What a service says about its connection to the console is nothing to the browser. */
const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding']);

export interface ForwardOptions {
  readonly security: SecurityLog;
  readonly privateKey: Promise<KeyObject>;
  readonly sessions: BrowserSessions;
  readonly addresses: ReadonlyMap<string, string>;
}

export class ServiceUnreachable extends DomainError {
  readonly code = 'service-unreachable';
  readonly kind = 'unavailable';

  constructor(service: string) {
    super(
      `The service ${service} does not answer at the moment; the others go on working. What you typed is kept: try again in a moment.`,
      { service },
    );
  }
}

export class UnknownService extends DomainError {
  readonly code = 'unknown-service';
  readonly kind = 'not-found';

  constructor(service: string, known: Iterable<string>) {
    super(`There is no service ${JSON.stringify(service)} behind the console. Known: ${[...known].join(', ')}.`);
  }
}

class PathLeadsOutside extends DomainError {
  readonly code = 'path-leads-outside';
  readonly kind = 'not-found';

  constructor(path: string) {
    super(
      `The path ${JSON.stringify(path.slice(0, 100))} has a part "." or "..", or one that is no text; name the route directly.`,
    );
  }
}

/** `/api/<service>/v1/…` → the service, on behalf of whoever is signed in, under a token of a few minutes. */
export async function forwardToServices(server: FastifyInstance, options: ForwardOptions): Promise<void> {
  answerProblems(server, options.security);
  await server.register(replyFrom, {
    disableRequestLogging: true,
    http: { requestOptions: { timeout: longestAnswerMilliseconds } },
  });
  // Bodies go through as they came; the service knows how large they may be and what they mean.
  noteRefusals(server, options.security);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  server.route({
    method: ['GET', 'POST'],
    url: '/api/:service/v1/*',
    handler: (request, reply) => forward(request, reply, options, 'v1/'),
  });
  server.get('/api/:service/health/ready', (request, reply) => forward(request, reply, options, 'health/ready'));
}

async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  { privateKey, sessions, addresses }: ForwardOptions,
  within: string,
): Promise<FastifyReply> {
  const { service } = request.params as { readonly service: string };
  const address = service === 'console' ? ownAddress(request) : addresses.get(service);
  if (address === undefined) throw new UnknownService(service, ['console', ...addresses.keys()]);
  // A client may name the whole address in its first line, as to a proxy.
  const [asked = '', query] = request.url.replace(/^https?:\/\/[^/?]*/i, '').split(/\?(.*)/s);
  const rest = asked.slice(`/api/${service}/${within}`.length);
  const signedIn = await admittedOf(request, sessions);
  ensureStaysInside(rest);
  if (service === 'console') ensureForBearers(rest);
  if (request.method !== 'GET') ensureFromOurPage(request, signedIn);
  const token = await tokenOf(signedIn.session, await privateKey, request.ip);
  // The console notes what its own routes refuse by itself.
  if (service !== 'console') passedOnFor.set(request, { service, actor: signedIn.session.actor });
  return reply.from(`${address}/${within}${rest}${query === undefined ? '' : `?${query}`}`, {
    rewriteRequestHeaders: (_request, headers) => ({
      ...chosen(headers),
      authorization: `Bearer ${token}`,
      traceparent: traceparentOf(request),
    }),
    rewriteHeaders: (headers) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheConnection.has(name))),
    onError: (failed) => void answerProblem(new ServiceUnreachable(service), request, failed as FastifyReply),
  });
}

/** For whom a request went on to a service, until it is answered. */
const passedOnFor = new WeakMap<FastifyRequest, { readonly service: string; readonly actor: string }>();

/** What a service refuses stands in its own log; here too, so that one page shows whatever people were refused in the console. */
function noteRefusals(server: FastifyInstance, security: SecurityLog): void {
  server.addHook('onResponse', (request, { statusCode: status }, done) => {
    const passedOn = passedOnFor.get(request);
    if (passedOn !== undefined && (status === 401 || status === 403))
      noteRefusal(security, request, { ...passedOn, status });
    done();
  });
}

/**
 * The path goes on as it was written: a serial may have a slash in it, written %2F. Read by anybody on the way, `.` and `..` as parts of it
 * would leave /v1, however they are written. Throws {@link PathLeadsOutside}.
 */
function ensureStaysInside(path: string): void {
  const parts = path.split(/[/\\]/);
  if (parts.some((part) => isStep(part) || part.split(/%2f|%5c/i).some(isStep))) throw new PathLeadsOutside(path);
}

/**
 * What the console answers to a browser's cookie it does not answer to itself: who signs in by this way would come from the console's own
 * address, and be counted under it. Throws NotFoundException.
 */
function ensureForBearers(path: string): void {
  const [first = ''] = path.split('/');
  if (['session', 'people'].includes(decodeURIComponent(first)))
    throw new NotFoundException(`The console itself has no route for bearers under /v1/${first}`);
}

function isStep(part: string): boolean {
  try {
    // Some take what follows a semicolon for no part of the name.
    return /^\.{1,2}(;|$)/.test(decodeURIComponent(part));
  } catch {
    return true;
  }
}

/** Where this very request came in: the console's own routes for bearers are reached as those of the services are. */
function ownAddress({ socket: { localAddress = '', localPort = 0 } }: FastifyRequest): string {
  return `http://${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
}

/** On behalf of whoever is signed in, for a few minutes; says from where he asks, which no header that he sends can (X8). */
export function tokenOf(
  { actor, name, roles, cities }: Session,
  privateKey: KeyObject,
  address: string,
): Promise<string> {
  return issueToken({ subject: actor, name, roles, cities, address, minutes: tokenMinutes }, privateKey);
}

function chosen(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(passedOn.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}
