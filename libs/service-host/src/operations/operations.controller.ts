import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { InvalidInput, instantOf, isDayThatExists, parseBusinessDate } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { InboxOperator } from '@rotables/inbox';
import type { BulkRelease, DeadLetter, DrainResult, ParkedKey } from '@rotables/inbox';
import { redeliver } from '@rotables/outbox';
import type { Redelivery } from '@rotables/outbox';
import { WithoutUnitOfWork } from '../http/command.interceptor.js';
import { cursorPage, decodeCursor, encodeCursor } from '../http/cursor-page.js';
import type { CursorPage } from '../http/cursor-page.js';
import {
  DeadLetterQuery,
  MendRequest,
  ReasonRequest,
  RedeliverRequest,
  ReleaseManyAnswer,
  ReleaseManyRequest,
  ReleaseRequest,
} from './operations.requests.js';

const mostParkedKeysListed = 500;

/**
 * What an operator sees and decides of events that did not take effect. The inbox brings its own transactions along, and
 * deciding twice is refused by it, so those routes take no Idempotency-Key.
 */
@ApiTags('operations')
@RequireRoles('administrator')
@Controller('v1/operations')
export class OperationsController {
  constructor(private readonly operator: InboxOperator) {}

  @Get('parked-keys')
  @WithoutUnitOfWork()
  @ApiOperation({ summary: `Aggregates whose events wait, the oldest first; at most ${mostParkedKeysListed}.` })
  async parkedKeys(): Promise<{ readonly items: readonly ParkedKey[] }> {
    return { items: await this.operator.listParkedKeys(mostParkedKeysListed) };
  }

  @Post('parked-keys/release')
  @HttpCode(200)
  @WithoutUnitOfWork()
  @ApiOperation({
    summary:
      'Process what waits behind many keys, the oldest first and in batches; each is on record. What has taken effect is not done again.',
  })
  @ApiOkResponse({ type: ReleaseManyAnswer })
  async releaseMany(
    @Body() { reason, type, failure, since, limit, cursor }: ReleaseManyRequest,
    @CurrentSession() { actor }: Session,
  ): Promise<Omit<BulkRelease, 'next'> & { readonly nextCursor: string | null }> {
    const [parkedAt, topic, key] = decodeCursor(cursor, ['instant', 'string', 'string']) ?? [];
    const after = parkedAt === undefined || topic === undefined || key === undefined ? null : { parkedAt, topic, key };
    const { next, ...counts } = await this.operator.releaseMany(
      {
        ...(type === undefined ? {} : { type }),
        ...(failure === undefined ? {} : { failure }),
        ...(since === undefined ? {} : { since: beginningOf(since) }),
        ...(limit === undefined ? {} : { limit }),
        ...(after === null ? {} : { after }),
      },
      { actor, reason },
    );
    return { ...counts, nextCursor: next === null ? null : encodeCursor([next.parkedAt, next.topic, next.key]) };
  }

  @Post('parked-keys/:topic/:key/release')
  @HttpCode(200)
  @WithoutUnitOfWork()
  @ApiOperation({ summary: 'Process what waits behind the key, in order.' })
  async release(
    @Param('topic') topic: string,
    @Param('key') key: string,
    @Body() { reason, acceptGap }: ReleaseRequest,
    @CurrentSession() { actor }: Session,
  ): Promise<DrainResult> {
    return this.operator.release(topic, key, { actor, reason }, { acceptGap: acceptGap ?? false });
  }

  @Get('dead-letters')
  @WithoutUnitOfWork()
  @ApiOperation({ summary: 'Events that could not take effect, in the order of their arrival.' })
  async deadLetters(@Query() { limit, cursor, topic, key, state }: DeadLetterQuery): Promise<CursorPage<DeadLetter>> {
    const after = decodeCursor(cursor, ['string'])?.[0];
    const letters = await this.operator.listDeadLetters({
      limit: limit + 1,
      ...(topic === undefined ? {} : { topic }),
      ...(key === undefined ? {} : { key }),
      ...(state === undefined ? {} : { state }),
      ...(after === undefined ? {} : { after }),
    });
    return cursorPage(
      letters,
      limit,
      ({ position }) => [position],
      (letter) => letter,
    );
  }

  @Get('dead-letters/:id')
  @WithoutUnitOfWork()
  @ApiOperation({ summary: 'One of them, whole.' })
  async deadLetter(@Param('id') id: string): Promise<DeadLetter> {
    return this.operator.deadLetter(id);
  }

  @Post('dead-letters/:id/skip')
  @HttpCode(200)
  @WithoutUnitOfWork()
  @ApiOperation({ summary: 'Give the event up. Its key stays parked until it is released.' })
  async skip(
    @Param('id') id: string,
    @Body() { reason }: ReasonRequest,
    @CurrentSession() { actor }: Session,
  ): Promise<DeadLetter> {
    await this.operator.skip(id, { actor, reason });
    return this.operator.deadLetter(id);
  }

  @Post('dead-letters/:id/mend')
  @HttpCode(200)
  @WithoutUnitOfWork()
  @ApiOperation({
    summary: "Put another body in the place of the event's own; it takes effect when the key is released.",
  })
  async mend(
    @Param('id') id: string,
    @Body() { body, reason }: MendRequest,
    @CurrentSession() { actor }: Session,
  ): Promise<DeadLetter> {
    await this.operator.mend(id, body, { actor, reason });
    return this.operator.deadLetter(id);
  }

  @Post('redeliver')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish events of this service again; whoever has them drops the repetition.' })
  async redeliver(@Body() { topic, keys, missing, recordedFrom }: RedeliverRequest): Promise<Redelivery> {
    return redeliver({
      ...(topic === undefined ? {} : { topic }),
      ...(keys === undefined ? {} : { keys }),
      ...(missing === undefined ? {} : { missing }),
      ...(recordedFrom === undefined ? {} : { recordedFrom: statedInstant('recordedFrom', recordedFrom) }),
    });
  }
}

/** A day is one of the business; an instant is itself. Throws InvalidInput. */
function beginningOf(since: string): string {
  const day = isDayThatExists(since) ? parseBusinessDate(since, 'since') : null;
  return (day === null ? statedInstant('since', since) : instantOf(day)).toISOString();
}

/** ISO 8601 knows weeks and days of the year too, which are no instants here. */
function statedInstant(field: string, text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new InvalidInput(field, text, 'an instant as ISO 8601 has it');
  return instant;
}
