import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheckService } from '@nestjs/terminus';
import { Public } from '@rotables/access';
import type { FastifyReply } from 'fastify';
import { ServiceMetrics } from '../observability/service-metrics.js';
import { Readiness } from './readiness.js';

@ApiTags('operations')
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly readiness: Readiness,
    private readonly metrics: ServiceMetrics,
  ) {}

  @Get('health/live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The process answers.' })
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Requests may be sent here: the database answers. Whether events move is told and decides nothing.',
  })
  async ready(): Promise<object> {
    return this.health.check([
      () => this.readiness.database(),
      () => this.readiness.outboxAside(),
      () => this.readiness.consumerAside(),
    ]);
  }

  @Get('health/events')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Events move: what was committed is published, and what was published is taken in.' })
  async events(): Promise<object> {
    return this.health.check([() => this.readiness.outbox(), () => this.readiness.consumer()]);
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Figures in the text format of Prometheus.' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  async figures(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }
}
