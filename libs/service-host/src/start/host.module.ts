import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AccessModule } from '@rotables/access';
import { Clock, WallClock } from '@rotables/domain-kernel';
import { EventFeed, EventServer } from '@rotables/event-bus';
import { InboxOperator } from '@rotables/inbox';
import { OutboxRelay } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { serviceConfiguration } from '../configuration/service-configuration.js';
import { CommandInterceptor } from '../http/command.interceptor.js';
import { SecurityLog } from '../observability/security-log.js';
import { ServiceMetrics } from '../observability/service-metrics.js';
import { HealthController } from '../operations/health.controller.js';
import { OperationsController } from '../operations/operations.controller.js';
import { onTrailAnchored } from '../operations/on-trail-anchored.js';
import { SecurityLogController } from '../operations/security-log.controller.js';
import { Readiness } from '../operations/readiness.js';
import type { ServiceDefinition } from './service-definition.js';
import { contractsOf, ServiceIdentity } from './service-definition.js';
import type { ServiceParts } from './service-parts.js';

/** What every service is made of besides its own module; the service injects any of the providers. */
@Module({})
export class HostModule {
  static around(definition: ServiceDefinition, parts: ServiceParts): DynamicModule {
    const identity = new ServiceIdentity(definition.name, definition.description ?? '');
    const offered: Provider[] = [
      { provide: ServiceIdentity, useValue: identity },
      { provide: serviceConfiguration, useValue: parts.configuration },
      { provide: UnitOfWork, useValue: parts.database.unitOfWork },
      { provide: Clock, useValue: parts.clock },
      { provide: WallClock, useValue: parts.wallClock },
      { provide: OutboxRelay, useValue: parts.relay },
      { provide: EventServer, useValue: parts.eventServer },
      { provide: EventFeed, useValue: parts.eventFeed },
      { provide: InboxOperator, useValue: parts.operator },
      { provide: SecurityLog, useValue: parts.securityLog },
      { provide: ServiceMetrics, useValue: parts.metrics },
    ];
    const onTrail = onTrailAnchored(definition.name, contractsOf(definition));
    return {
      module: HostModule,
      global: true,
      imports: [AccessModule.forRoot(parts.verifier), TerminusModule.forRoot({ logger: false }), definition.module],
      controllers: [
        HealthController,
        OperationsController,
        SecurityLogController,
        ...(onTrail === null ? [] : [onTrail]),
      ],
      providers: [...offered, Readiness, { provide: APP_INTERCEPTOR, useClass: CommandInterceptor }],
      exports: offered,
    };
  }
}
