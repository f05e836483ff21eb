import type { FastifyInstance } from 'fastify';
import { answerProblems } from '../gateway/answer-problem.js';
import { signedInOf } from '../gateway/browser-request.js';
import type { BrowserSessions } from '../sign-in/browser-sessions.js';
import { NotSignedIn } from '../sign-in/sign-in.errors.js';
import type { LiveUpdates } from './live-updates.js';

/** Proxies close what is silent; the beat also finds out that a browser is gone, and that its session has ended. */
const beatMilliseconds = 20_000;

export interface LiveOptions {
  readonly sessions: BrowserSessions;
  readonly updates: LiveUpdates;
}

/** `GET /live`: server-sent events, one `change` per event of the services, of the cities of whoever is signed in. */
export async function serveLiveUpdates(server: FastifyInstance, { sessions, updates }: LiveOptions): Promise<void> {
  answerProblems(server);
  server.get('/live', async (request, reply) => {
    const signedIn = await signedInOf(request, sessions);
    if (signedIn === null) throw new NotSignedIn();
    reply.hijack();
    const { raw } = reply;
    // Gone while its session was looked up: its 'close' is over, so nothing would ever end what begins here.
    if (raw.destroyed) return;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write('retry: 2000\nevent: ready\ndata: {}\n\n');
    const forget = updates.listen({
      session: signedIn.session,
      tell: (update) => void raw.write(`event: change\ndata: ${JSON.stringify(update)}\n\n`),
      end: () => raw.end(),
    });
    const beat = setInterval(() => {
      raw.write(': beat\n\n');
      signedInOf(request, sessions).then(
        (still) => (still === null ? raw.end() : undefined),
        // The database is away for a moment; that ends nobody's session.
        () => undefined,
      );
    }, beatMilliseconds);
    raw.on('close', () => {
      clearInterval(beat);
      forget();
    });
  });
}
