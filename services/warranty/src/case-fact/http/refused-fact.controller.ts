import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import { cursorPage, decodeCursor, PageQuery } from '@rotables/service-host';
import { RefusedFactReads } from '../queries/refused-fact-reads.js';
import { caseFactKinds, refusalReasons } from '../case-fact.js';

export class RefusedFactView {
  @ApiProperty({ example: 17 }) factId!: number;
  @ApiProperty({ example: 'replaced', enum: caseFactKinds }) fact!: string;
  @ApiProperty({ example: 'LN-20130416-0001' }) document!: string;
  @ApiProperty({ type: String, nullable: true, example: 'FR-20130416-0007' }) faultNumber!: string | null;
  @ApiProperty({ example: '9VS3FM1J' }) serial!: string;
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 'other-serial', enum: refusalReasons }) refusal!: string;
  @ApiProperty({ example: '2013-04-16T02:10:00.000Z' }) at!: string;
  @ApiProperty({ example: '2013-04-16T02:10:00.000Z' }) recordedAt!: string;
}

export class RefusedFactPage {
  @ApiProperty({ type: [RefusedFactView] }) items!: readonly RefusedFactView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

/** What other services told and this one would not follow, because the case is about another unit, city or time. */
@ApiTags('refused facts')
@Controller('v1/refused-facts')
export class RefusedFactController {
  constructor(private readonly reads: RefusedFactReads) {}

  /** The latest first. */
  @Get()
  @RequireRoles('administrator', 'headquarters-approver', 'auditor')
  @ApiOkResponse({ type: RefusedFactPage })
  async list(@Query() { cursor, limit }: PageQuery): Promise<RefusedFactPage> {
    const before = decodeCursor(cursor, ['number']);
    const rows = await this.reads.list(before?.[0], limit + 1);
    return cursorPage(
      rows,
      limit,
      ({ factId }) => [factId],
      (row) => row,
    );
  }
}
