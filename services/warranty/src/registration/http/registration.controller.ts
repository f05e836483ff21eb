import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { InvalidInput, type Session } from '@rotables/domain-kernel';
import { cursorPage, decodeCursor, PageQuery, WithoutUnitOfWork } from '@rotables/service-host';
import { SubmitRegistration } from '../commands/submit-registration.js';
import type { FileFormat } from '../file/file-row.js';
import { PreviewRegistration } from '../queries/preview-registration.js';
import { Registrations } from '../registration.repository.js';
import { mediaTypes } from './registration-upload.js';
import {
  RefusalPage,
  RegistrationPage,
  RegistrationPreviewView,
  RegistrationQuery,
  RegistrationView,
  viewOf,
} from './registration.dto.js';

@ApiTags('registrations')
@Controller('v1/registrations')
export class RegistrationController {
  constructor(
    private readonly submitRegistration: SubmitRegistration,
    private readonly previewRegistration: PreviewRegistration,
    private readonly registrations: Registrations,
  ) {}

  /**
   * Takes in a file of units (W1): CSV or .xlsx as the body, at most 32 MiB and 200,000 rows. Answers at once; rows are taken in from then on.
   * Bad rows are refused with line, field and reason, the rest is kept. The same file sent again is the same registration.
   */
  @Post()
  @HttpCode(202)
  @RequireRoles('administrator', 'headquarters-approver', 'branch-head', 'branch-clerk')
  @ApiConsumes(...Object.keys(mediaTypes))
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiAcceptedResponse({ type: RegistrationView })
  async submit(
    @Body() content: unknown,
    @Headers('content-type') contentType: string | undefined,
    @Query() { fileName }: RegistrationQuery,
    @CurrentSession() session: Session,
  ): Promise<RegistrationView> {
    ensureFile(content, contentType);
    return viewOf(await this.submitRegistration.execute(content, formatOf(contentType), fileName, session));
  }

  /** What the same file would come to, row by row, if it were sent now (W1); changes nothing, and needs no Idempotency-Key. */
  @Post('preview')
  @HttpCode(200)
  @WithoutUnitOfWork()
  @RequireRoles('administrator', 'headquarters-approver', 'branch-head', 'branch-clerk')
  @ApiConsumes(...Object.keys(mediaTypes))
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: RegistrationPreviewView })
  preview(
    @Body() content: unknown,
    @Headers('content-type') contentType: string | undefined,
    @CurrentSession() session: Session,
  ): Promise<RegistrationPreviewView> {
    ensureFile(content, contentType);
    return this.previewRegistration.execute(content, formatOf(contentType), session);
  }

  /** The files that one has sent, or everybody has, the latest first. */
  @Get()
  @RequireRoles('administrator', 'headquarters-approver', 'branch-head', 'branch-clerk')
  @ApiOkResponse({ type: RegistrationPage })
  async list(@Query() { cursor, limit }: PageQuery, @CurrentSession() session: Session): Promise<RegistrationPage> {
    const before = decodeCursor(cursor, ['string']);
    const rows = await this.registrations.list(viewerOf(session), before?.[0], limit + 1);
    return cursorPage(rows, limit, ({ registrationNumber }) => [registrationNumber], viewOf);
  }

  @Get(':registrationNumber')
  @RequireRoles('administrator', 'headquarters-approver', 'branch-head', 'branch-clerk')
  @ApiOkResponse({ type: RegistrationView })
  async get(
    @Param('registrationNumber') number: string,
    @CurrentSession() session: Session,
  ): Promise<RegistrationView> {
    return viewOf(await this.registrations.get(number, viewerOf(session)));
  }

  /** The rows that were refused, in the order of the file, each with line, field, value and reason. */
  @Get(':registrationNumber/refusals')
  @RequireRoles('administrator', 'headquarters-approver', 'branch-head', 'branch-clerk')
  @ApiOkResponse({ type: RefusalPage })
  async refusals(
    @Param('registrationNumber') number: string,
    @Query() { cursor, limit }: PageQuery,
    @CurrentSession() session: Session,
  ): Promise<RefusalPage> {
    await this.registrations.get(number, viewerOf(session));
    const position = decodeCursor(cursor, ['number', 'number']);
    const after = position && { line: position[0], id: position[1] };
    const rows = await this.registrations.refusals(number, after, limit + 1);
    return cursorPage(
      rows,
      limit,
      ({ line, id }) => [line, id],
      ({ id: _id, ...refusal }) => refusal,
    );
  }
}

function viewerOf({ actor, cities }: Session): { actor: string; seesAll: boolean } {
  return { actor, seesAll: cities === 'all' };
}

function ensureFile(content: unknown, contentType: string | undefined): asserts content is Buffer {
  if (!Buffer.isBuffer(content)) throw unusable(contentType);
}

function formatOf(contentType: string | undefined): FileFormat {
  const format = mediaTypes[contentType?.split(';')[0]?.trim().toLowerCase() ?? ''];
  if (!format) throw unusable(contentType);
  return format;
}

function unusable(contentType: string | undefined): InvalidInput {
  return new InvalidInput(
    'Content-Type',
    contentType,
    `${Object.keys(mediaTypes).join(' or ')}, with the file as the body`,
  );
}
