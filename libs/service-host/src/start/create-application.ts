import helmet from '@fastify/helmet';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { ensureEveryRouteDeclaresAccess } from '@rotables/access';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { answerUnreadableUrl, cleanInput } from '../http/clean-input.js';
import { keepPrivate } from '../http/keep-private.js';
import { tellKnownMethods } from '../http/known-methods.js';
import { limitRate } from '../http/limit-rate.js';
import { openApiDocument } from '../http/openapi.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { answerOwnNamesOnly } from '../http/meant-for.js';
import { keepRequestsApart } from '../http/request-framing.js';
import { followRequests } from '../http/request-scope.js';
import { validationPipe } from '../http/validation.js';
import { NestLog } from '../observability/log.js';
import { HostModule } from './host.module.js';
import type { ServiceDefinition } from './service-definition.js';
import type { ServiceParts } from './service-parts.js';

const longestPathParameterCharacters = 512;
const longestRequestMilliseconds = 60_000;

/**
 * The Nest application of a service, ready to be connected and to listen.
 * Throws an Error that lists every route which does not say who may call it.
 */
export async function createApplication(
  definition: ServiceDefinition,
  parts: ServiceParts,
): Promise<NestFastifyApplication> {
  const { configuration, log } = parts;
  const adapter = new FastifyAdapter({
    bodyLimit: configuration.bodyLimitBytes,
    requestTimeout: longestRequestMilliseconds,
    ...(configuration.trustedProxies.length === 0 ? {} : { trustProxy: [...configuration.trustedProxies] }),
    routerOptions: { maxParamLength: longestPathParameterCharacters },
    frameworkErrors: answerUnreadableUrl,
  });
  const root = HostModule.around(definition, parts);
  const options = Object.assign(new NestApplicationContextOptions(), { logger: new NestLog(log), abortOnError: false });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, options);
  try {
    app.useGlobalFilters(new ProblemFilter(log, parts.securityLog));
    app.useGlobalPipes(validationPipe());
    ensureEveryRouteDeclaresAccess(app);
    followRequests(adapter.getInstance(), log);
    answerOwnNamesOnly(adapter.getInstance(), configuration);
    keepRequestsApart(adapter.getInstance());
    cleanInput(adapter.getInstance());
    keepPrivate(adapter.getInstance(), parts.verifier);
    tellKnownMethods(adapter.getInstance());
    closeConnectionsAtTheEnd(adapter.getInstance());
    await app.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
    await limitRate(app, configuration, parts.verifier);
    await definition.configureHttp?.(app);
    SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'docs/json', raw: ['json'] });
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/**
 * The server closes idle connections when it stops; one whose request is still being answered would become idle only then, and be
 * kept open for as long as a client likes to keep it. So its answer says that it was the last. One that has not asked anything yet, as
 * browsers open them in advance, does not count as idle to Node, which would wait for its first request.
 */
function closeConnectionsAtTheEnd(server: FastifyInstance): void {
  let isClosing = false;
  const unused = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    if (isClosing) return void socket.destroy();
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
  server.addHook('preClose', (done) => {
    isClosing = true;
    for (const socket of unused) socket.destroy();
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done();
  });
}
