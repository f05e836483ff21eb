import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import { businessDateOf, Clock } from '@rotables/domain-kernel';
import { cursorPage, decodeCursor } from '@rotables/service-host';
import { endOfDay } from '../../business-time/business-time.js';
import { optionalDay } from '../../http/fields.js';
import type { OpenException } from '../open-exception.js';
import { OpenExceptions } from '../open-exceptions.repository.js';
import { MatchingPage, MatchingQuery } from './matching.dto.js';

@ApiTags('matching')
@Controller('v1/matching')
export class MatchingController {
  constructor(
    private readonly openExceptions: OpenExceptions,
    private readonly clock: Clock,
  ) {}

  /** Where paid repair, charge, payment and hand-over do not meet, with age and owner (B5). */
  @Get()
  @RequireRoles('finance', 'branch-clerk', 'branch-head', 'headquarters-approver', 'general-manager', 'administrator')
  @ApiOkResponse({ type: MatchingPage })
  async list(@Query() query: MatchingQuery): Promise<MatchingPage> {
    const asOf = optionalDay(query.asOf, 'asOf') ?? businessDateOf(this.clock.now());
    const [after] = decodeCursor(query.cursor, ['string']) ?? [''];
    const open = await this.openExceptions.open(asOf, endOfDay(asOf));
    const asked = open.filter((exception) => exception.exceptionId > after && isAskedFor(exception, query));
    return cursorPage(
      asked.slice(0, query.limit + 1),
      query.limit,
      ({ exceptionId }) => [exceptionId],
      (exception) => exception,
    );
  }
}

function isAskedFor({ city, kind, owner }: OpenException, query: MatchingQuery): boolean {
  return (query.city ?? city) === city && (query.kind ?? kind) === kind && (query.owner ?? owner) === owner;
}
