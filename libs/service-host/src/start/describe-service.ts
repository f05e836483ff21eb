import { generateKeyPairSync } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { routesOf, TokenVerifier } from '@rotables/access';
import type { RouteAccess } from '@rotables/access';
import { mondayToFriday } from '@rotables/domain-kernel';
import { InProcessBus } from '@rotables/event-bus';
import type { ServiceConfiguration } from '../configuration/service-configuration.js';
import { openApiDocument } from '../http/openapi.js';
import { createLog } from '../observability/log.js';
import { createApplication } from './create-application.js';
import type { ServiceDefinition } from './service-definition.js';
import { buildParts } from './service-parts.js';

export interface ServiceDescription {
  readonly openApi: OpenAPIObject;
  readonly routes: readonly RouteAccess[];
}

/** The parts of a service connect to nothing before they are used, so any well-formed settings do to read its routes. */
const settingsForReading: ServiceConfiguration = {
  instance: 'description',
  host: '127.0.0.1',
  port: 0,
  databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing',
  databaseOwnerUrl: undefined,
  poolSize: 2,
  bus: { kind: 'in-process' },
  accessPublicKey: '',
  logLevel: 'silent',
  bodyLimitBytes: 1_048_576,
  rateLimitPerMinute: 0,
  commandLimitPerMinute: 1,
  uploadLimitPerMinute: 1,
  trustedProxies: [],
  allowedHosts: [],
  stalledAfterSeconds: 30,
  idempotencyKeyDays: 30,
  clockFile: undefined,
  toleratedDaysLate: 7,
  calendar: mondayToFriday,
};

/** The API of a service as its code says, without a database, a broker or a port: for committed documents and for tests over all routes. */
export async function describeService(definition: ServiceDefinition): Promise<ServiceDescription> {
  const log = createLog({ service: definition.name, instance: 'description', level: 'silent' });
  const verifier = new TokenVerifier(generateKeyPairSync('ed25519').publicKey);
  const platform = { bus: new InProcessBus() };
  const parts = await buildParts({ definition, configuration: settingsForReading, platform, log, verifier });
  const app = await createApplication(definition, parts);
  try {
    return { openApi: openApiDocument(app), routes: routesOf(app) };
  } finally {
    await app.close();
    await parts.database.close();
  }
}
