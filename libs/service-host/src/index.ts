export { ConfigurationInvalid } from './configuration/environment-reader.js';
export type { Environment } from './configuration/environment-reader.js';
export { logLevels, parseConfiguration, serviceConfiguration } from './configuration/service-configuration.js';
export type {
  BrokerCredentials,
  BusConfiguration,
  LogLevel,
  ServiceConfiguration,
} from './configuration/service-configuration.js';
export { WithoutUnitOfWork } from './http/command.interceptor.js';
export * from './http/cursor-page.js';
export { openApiDocument } from './http/openapi.js';
export { answerOfKind, InvalidFields, problemOf } from './http/problem.js';
export type { FieldProblem, Problem } from './http/problem.js';
export { traceparentOf } from './http/request-scope.js';
export { createLog, currentTraceparent, NestLog, withLogScope } from './observability/log.js';
export { ServiceMetrics } from './observability/service-metrics.js';
export { traceIdOf, traceparentFor } from './observability/trace.js';
export { describeService } from './start/describe-service.js';
export type { ServiceDescription } from './start/describe-service.js';
export { runService } from './start/run-service.js';
export { contractsOf, defineService, migrationsOf, ServiceIdentity } from './start/service-definition.js';
export type { ServiceDefinition } from './start/service-definition.js';
export type { ServiceParts, ServicePlatform } from './start/service-parts.js';
export { longestShutdownMilliseconds } from './start/shutdown.js';
export { startService } from './start/start-service.js';
export type { RunningService } from './start/start-service.js';
