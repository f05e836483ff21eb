import { HttpException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

interface KnownPath {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/**
 * A path that is there under another method is answered 405 with the methods that it has, and not as if it were not there. What serves
 * everything that nobody else does is no such path.
 */
export function tellKnownMethods(server: FastifyInstance): void {
  const paths = new Map<string, KnownPath>();
  server.addHook('onRoute', ({ url, method }) => {
    if (/^\/?\*$/.test(url)) return;
    const known = paths.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const one of [method].flat()) known.methods.add(one);
    paths.set(url, known);
  });
  server.addHook('onRequest', (request, reply, done) => {
    const allowed = request.is404 ? methodsOf(request.url, paths) : '';
    if (allowed === '') {
      done();
      return;
    }
    void reply.header('allow', allowed);
    done(new HttpException(`This path knows ${allowed}, and not ${request.method}`, 405));
  });
}

/** Empty where nothing is at the path. */
function methodsOf(url: string, paths: ReadonlyMap<string, KnownPath>): string {
  const path = url.split('?', 1)[0] ?? '';
  const methods = [...paths.values()].flatMap((known) => (known.pattern.test(path) ? [...known.methods] : []));
  return [...new Set(methods)].sort().join(', ');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `:name` stands for a part of the path, `*` for all that follows. */
function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : escaped(part)))
    .join('/');
  return new RegExp(`^${source}/?$`);
}
