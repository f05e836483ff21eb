import rateLimit from '@fastify/rate-limit';
import { HttpException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { bearerOf } from '@rotables/access';
import type { TokenVerifier } from '@rotables/access';
import type { FastifyRequest } from 'fastify';
import type { ServiceConfiguration } from '../configuration/service-configuration.js';
import { isReading } from './command.interceptor.js';

/** Behind one address there may be an office, or the console with everybody who is signed in. */
const peopleBehindOneAddress = 10;

export type RateLimits = Pick<
  ServiceConfiguration,
  'rateLimitPerMinute' | 'commandLimitPerMinute' | 'uploadLimitPerMinute'
>;

/**
 * So many reads, commands and uploads a minute for one person, by whatever tokens he has; of those who have no valid one, for one
 * address: what anybody can write into a header buys nobody a fresh count.
 */
export async function limitRate(
  app: NestFastifyApplication,
  limits: RateLimits,
  verifier: TokenVerifier,
): Promise<void> {
  if (limits.rateLimitPerMinute === 0) return;
  await app.register(rateLimit, {
    max: (request: FastifyRequest) =>
      mostOf(request, limits) * (personOf(request, verifier) === null ? peopleBehindOneAddress : 1),
    timeWindow: '1 minute',
    keyGenerator: (request) => {
      const person = personOf(request, verifier);
      return `${kindOf(request)} ${person === null ? `address ${request.ip}` : `person ${person}`}`;
    },
    // Probes and scrapes come from machines that must not be kept from seeing a service under load.
    allowList: ({ url }) => url.startsWith('/health/') || url === '/metrics',
    errorResponseBuilder: (_request, { max, after }) =>
      new HttpException(`More than ${max} requests came within a minute; try again in ${after}`, 429),
  });
}

function personOf(request: FastifyRequest, verifier: TokenVerifier): string | null {
  try {
    return bearerOf(request, verifier).actor;
  } catch {
    // No token, or none that holds: the guard says so where it matters.
    return null;
  }
}

type Kind = 'read' | 'command' | 'upload';

function kindOf({ method, headers }: FastifyRequest): Kind {
  if (isReading(method)) return 'read';
  const type = headers['content-type'];
  return type === undefined || type.startsWith('application/json') ? 'command' : 'upload';
}

function mostOf(request: FastifyRequest, limits: RateLimits): number {
  const most: Readonly<Record<Kind, number>> = {
    read: limits.rateLimitPerMinute,
    command: limits.commandLimitPerMinute,
    upload: limits.uploadLimitPerMinute,
  };
  return most[kindOf(request)];
}
