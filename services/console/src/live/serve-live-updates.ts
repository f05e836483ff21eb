import type { ServerResponse } from 'node:http';
import type { SecurityLog } from '@rotables/service-host';
import type { FastifyInstance } from 'fastify';
import { answerProblems } from '../gateway/answer-problem.js';
import { admittedOf, signedInOf } from '../gateway/browser-request.js';
import type { BrowserSessions } from '../sign-in/browser-sessions.js';
import type { LiveUpdates } from './live-updates.js';

/** Proxies close what is silent; the beat also finds out that a browser is gone, and that its session has ended. */
const beatMilliseconds = 20_000;
/** Of one session: so many windows of one browser. One more ends the oldest, which then asks again when it is looked at. */
const mostOfSession = 12;

export interface LiveOptions {
  readonly sessions: BrowserSessions;
  readonly updates: LiveUpdates;
  readonly security: SecurityLog;
}

/** `GET /live`: server-sent events, one `change` per event of the services, of the cities of whoever is signed in. */
export async function serveLiveUpdates(
  server: FastifyInstance,
  { sessions, updates, security }: LiveOptions,
): Promise<void> {
  answerProblems(server, security);
  const open = new Map<string, Set<ServerResponse>>();
  server.get('/live', async (request, reply) => {
    const { session: first, secretHash } = await admittedOf(request, sessions);
    let session = first;
    reply.hijack();
    const { raw } = reply;
    // Gone while its session was looked up: its 'close' is over, so nothing would ever end what begins here.
    if (raw.destroyed) return;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write('retry: 2000\nevent: ready\ndata: {}\n\n');
    const ofSession = open.get(secretHash) ?? new Set();
    open.set(secretHash, ofSession.add(raw));
    if (ofSession.size > mostOfSession) [...ofSession][0]?.end();
    const lookAgain = (): void => {
      signedInOf(request, sessions).then(
        (still) => {
          if (still === null) raw.end();
          else session = still.session;
        },
        // The database is away for a moment; that ends nobody's session.
        () => undefined,
      );
    };
    const forget = updates.listen({
      session: () => session,
      lookAgain,
      tell: (update) => void raw.write(`event: change\ndata: ${JSON.stringify(update)}\n\n`),
      end: () => raw.end(),
    });
    const beat = setInterval(() => {
      raw.write(': beat\n\n');
      lookAgain();
    }, beatMilliseconds);
    raw.on('close', () => {
      clearInterval(beat);
      forget();
      ofSession.delete(raw);
      if (ofSession.size === 0) open.delete(secretHash);
    });
  });
}
