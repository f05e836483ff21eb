import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import type { JsonObject } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { cursorPage, decodeCursor, PageQuery } from '../http/cursor-page.js';
import type { CursorPage } from '../http/cursor-page.js';
import { securityEvents, type SecurityEvent } from '../observability/security-log.js';

const longestName = 100;

export class SecurityLogQuery extends PageQuery {
  @ApiPropertyOptional({ enum: securityEvents })
  @IsOptional()
  @IsIn([...securityEvents])
  what?: SecurityEvent['what'];

  @ApiPropertyOptional({ description: 'Whose.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestName)
  actor?: string;

  @ApiPropertyOptional({ description: 'From where.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestName)
  address?: string;
}

export interface SecurityLogEntry {
  readonly id: string;
  readonly recordedAt: string;
  readonly what: SecurityEvent['what'];
  /** Null where nobody has said, or proven, who he is. */
  readonly actor: string | null;
  readonly address: string | null;
  /** What was noted besides, as `name: value; …`. */
  readonly about: string;
  readonly traceId: string | null;
}

interface Row extends Omit<SecurityLogEntry, 'about'> {
  readonly details: JsonObject;
}

const sql = `
  select id::text as id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt", what, actor, address,
    details, trace_id as "traceId"
  from security_log
  where ($1::bigint is null or id < $1) and ($2::text is null or what = $2) and ($3::text is null or actor = $3) and ($4::text is null or address = $4)
  order by id desc limit $5`;

/** What concerns security, for those who look after it (the auditor may read it too). It is read, and written by nobody who asks. */
@ApiTags('operations')
@RequireRoles('administrator')
@Controller('v1/security-log')
export class SecurityLogController {
  @Get()
  @ApiOperation({
    summary: 'Sign-ins right and wrong, refusals, changed roles and credentials, exports; the latest first.',
  })
  async list(
    @Query() { limit, cursor, what, actor, address }: SecurityLogQuery,
  ): Promise<CursorPage<SecurityLogEntry>> {
    const after = decodeCursor(cursor, ['bigint'])?.[0] ?? null;
    const asked = [after, what ?? null, actor ?? null, address ?? null, limit + 1];
    const { rows } = await UnitOfWork.preparedQuery<Row>('security-log-page', sql, asked);
    return cursorPage(
      rows,
      limit,
      ({ id }) => [id],
      ({ details, ...noted }) => ({ ...noted, about: aboutOf(details) }),
    );
  }
}

function aboutOf(details: JsonObject): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('; ');
}
