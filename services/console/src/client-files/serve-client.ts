import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { DomainError } from '@rotables/domain-kernel';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { answerProblems } from '../gateway/answer-problem.js';

/** `npm run build` writes the client there; sources and build have the same depth. */
const top = join(import.meta.dirname, '..', '..', '..', '..');
const directory = join(extname(import.meta.filename) === '.ts' ? join(top, 'dist') : top, 'client');

const yearSeconds = 31_536_000;

/**
 * No script but the client's own files, nothing from elsewhere, and nobody may frame it. Ant Design writes its styles into the page at run
 * time, hence 'unsafe-inline' for styles alone; large workbooks are compressed in workers that the page itself makes (blob:).
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  'worker-src blob:',
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** As the build names them: in one folder, a hash before the ending. */
const fileName = /^\w[\w.-]*(\/\w[\w.-]*)*$/;

/**
 * What is no page: the services' and the console's own routes, and files that browsers and robots ask for by themselves. Any other address
 * is a page's, with or without a dot: accounts (`clerk.dl`) and serials may have one.
 */
const noPage = /^\/((api|v1|docs|health|assets)(\/|$)|(favicon\.ico|robots\.txt|manifest\.webmanifest|metrics)(\?|$))/;

class NoSuchFile extends DomainError {
  readonly code = 'file-not-found';
  readonly kind = 'not-found';
}

function noSuchFile(url: string): NoSuchFile {
  return new NoSuchFile(`There is nothing at ${url.slice(0, 200)}. Go to / and look from there.`);
}

/** The built client: its files under their hashed names, and its page for every address that it has a route for. */
export async function serveClient(server: FastifyInstance): Promise<void> {
  answerProblems(server);
  if (!existsSync(join(directory, 'index.html'))) {
    server.get('/', (_request, reply) => {
      void reply.code(503).type('text/plain; charset=utf-8');
      return 'The web client is not part of this build. Run `npm run build`.\n';
    });
    return;
  }
  await server.register(fastifyStatic, { root: directory, serve: false, preCompressed: true, index: false });
  server.get('/assets/*', (request, reply) => {
    const { '*': file } = request.params as { readonly '*': string };
    if (!fileName.test(file)) throw noSuchFile(request.url);
    return reply.sendFile(`assets/${file}`, { maxAge: yearSeconds * 1000, immutable: true });
  });
  server.get('/', (_request, reply) => sendPage(reply));
  server.get('/*', (request, reply) => {
    if (noPage.test(request.url)) throw noSuchFile(request.url);
    return sendPage(reply);
  });
}

function sendPage(reply: FastifyReply): FastifyReply {
  void reply.header('content-security-policy', contentSecurityPolicy).header('referrer-policy', 'same-origin');
  return reply.sendFile('index.html', { maxAge: 0, cacheControl: true, immutable: false });
}
