import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import { systemSession } from '@rotables/domain-kernel';
import { EventServer } from '@rotables/event-bus';
import { OutboxRelay } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import { serviceConfiguration } from '../configuration/service-configuration.js';
import type { ServiceConfiguration } from '../configuration/service-configuration.js';

const longestAnswerMilliseconds = 3_000;
/** Who asks often gets the same answer for so long; a probe must not become a load. */
const answerGoodForMilliseconds = 500;

/**
 * Two questions. Whether requests may be sent here: the database decides. Whether events move: a connection proves nothing, those that wait must
 * move. While the brokers are away commands are taken (ADR 0001) and what they cause waits in the outbox, so the second never decides the first; the
 * first tells it all the same, as `degraded`.
 */
@Injectable()
export class Readiness {
  private everJoined = false;

  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly unitOfWork: UnitOfWork,
    private readonly relay: OutboxRelay,
    private readonly eventServer: EventServer,
    @Inject(serviceConfiguration) private readonly configuration: ServiceConfiguration,
  ) {}

  async database(): Promise<HealthIndicatorResult> {
    const session = systemSession('readiness');
    const ask = () => UnitOfWork.preparedQuery('readiness', 'select 1 as one', []);
    return this.indicators
      .check('database')
      .attempt(async () => {
        await this.unitOfWork.run(session, ask, { readOnly: true });
      })
      .withTimeout(longestAnswerMilliseconds)
      .cacheFor(answerGoodForMilliseconds);
  }

  async outbox(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('outbox');
    const limit = this.configuration.stalledAfterSeconds;
    try {
      const { depth, oldestAgeSeconds, lastProgressAt } = await this.relay.figures();
      const idleSeconds = lastProgressAt === null ? oldestAgeSeconds : (Date.now() - lastProgressAt) / 1_000;
      const figures = { depth, oldestAgeSeconds: Math.round(oldestAgeSeconds) };
      if (depth > 0 && Math.min(oldestAgeSeconds, idleSeconds) > limit) {
        return indicator.down({ ...figures, message: `events have waited and none has been published for ${limit} s` });
      }
      return indicator.up(figures);
    } catch (error) {
      return indicator.down({ message: error instanceof Error ? error.message : String(error) });
    }
  }

  async outboxAside(): Promise<HealthIndicatorResult> {
    return asDetail(await this.outbox());
  }

  consumerAside(): HealthIndicatorResult {
    return asDetail(this.consumer());
  }

  consumer(): HealthIndicatorResult {
    const indicator = this.indicators.check('consumer');
    const { joined, lag, stalled, backingOff, received, fault } = this.eventServer.progress();
    this.everJoined ||= joined;
    const figures = { lag, backingOff, received };
    if (fault !== null) return indicator.down({ ...figures, message: `a fault keeps it from its work: ${fault}` });
    if (stalled) return indicator.down({ ...figures, message: 'there are events to process, and none moves' });
    if (!this.everJoined) return indicator.down({ ...figures, message: 'has not joined its consumer group yet' });
    if (!joined) return indicator.degraded({ ...figures, message: 'is not in its consumer group at the moment' });
    return indicator.up(figures);
  }
}

/** What is down is told, and decides nothing. */
function asDetail(result: HealthIndicatorResult): HealthIndicatorResult {
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [
      name,
      value.status === 'down' ? { ...value, status: 'degraded' as const } : value,
    ]),
  );
}
