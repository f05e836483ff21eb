import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { roles, type Session } from '@rotables/domain-kernel';
import { AddPhoto } from '../commands/add-photo.js';
import { LinkException } from '../commands/link-exception.js';
import { OpenCaseOfException } from '../commands/open-case-of-exception.js';
import { ResolveException } from '../commands/resolve-exception.js';
import { ReceiptExceptionQueries } from '../queries/receipt-exception-queries.js';
import {
  AddPhotoBody,
  LinkExceptionBody,
  OpenCaseOfExceptionBody,
  PhotoContentView,
  PhotoPage,
  PhotoView,
  ReceiptExceptionPage,
  ReceiptExceptionQuery,
  ReceiptExceptionView,
  ResolveExceptionBody,
  viewOf,
} from './receipt-exception.dto.js';

@ApiTags('receipts')
@Controller('v1/receipt-exceptions')
export class ReceiptExceptionController {
  constructor(
    private readonly resolveException: ResolveException,
    private readonly linkException: LinkException,
    private readonly openCaseOfException: OpenCaseOfException,
    private readonly addPhoto: AddPhoto,
    private readonly queries: ReceiptExceptionQueries,
  ) {}

  /** Says what became of what was received (R5). */
  @Post(':exceptionNumber/resolve')
  @HttpCode(200)
  @RequireRoles('warehouse', 'headquarters-approver')
  @ApiOkResponse({ type: ReceiptExceptionView })
  async resolve(
    @Param('exceptionNumber') exceptionNumber: string,
    @Body() { outcome, resolution, resolvedAt }: ResolveExceptionBody,
    @CurrentSession() session: Session,
  ): Promise<ReceiptExceptionView> {
    const command = { exceptionNumber, outcome: outcome ?? ('cleared' as const), resolution, resolvedAt };
    return viewOf(await this.resolveException.execute(command, session));
  }

  /** Receives what lies there for the case that it turned out to be (R5). */
  @Post(':exceptionNumber/link')
  @HttpCode(200)
  @RequireRoles('warehouse', 'headquarters-approver')
  @ApiOkResponse({ type: ReceiptExceptionView })
  async link(
    @Param('exceptionNumber') exceptionNumber: string,
    @Body() { faultNumber, resolution }: LinkExceptionBody,
    @CurrentSession() session: Session,
  ): Promise<ReceiptExceptionView> {
    const { exception } = await this.linkException.execute({ exceptionNumber, faultNumber, resolution }, session);
    return viewOf(exception);
  }

  /** Reports the fault of what lies there, and receives it for that case (R5). */
  @Post(':exceptionNumber/open-case')
  @HttpCode(200)
  @RequireRoles('warehouse', 'headquarters-approver')
  @ApiOkResponse({ type: ReceiptExceptionView })
  async openCase(
    @Param('exceptionNumber') exceptionNumber: string,
    @Body() { reporterName, reporterPhone, symptom, severity, cause }: OpenCaseOfExceptionBody,
    @CurrentSession() session: Session,
  ): Promise<ReceiptExceptionView> {
    const told = { reporterName, reporterPhone, symptom, severity, cause: cause ?? ('product-fault' as const) };
    return viewOf((await this.openCaseOfException.execute({ exceptionNumber, ...told }, session)).exception);
  }

  /** Shows what came (R5). */
  @Post(':exceptionNumber/photos')
  @RequireRoles('warehouse', 'headquarters-approver', 'branch-clerk', 'branch-head')
  @ApiCreatedResponse({ type: PhotoView })
  async photo(
    @Param('exceptionNumber') exceptionNumber: string,
    @Body() { name, photoBase64 }: AddPhotoBody,
    @CurrentSession() session: Session,
  ): Promise<PhotoView> {
    const content = Buffer.from(photoBase64, 'base64');
    const photoId = await this.addPhoto.execute({ exceptionNumber, name, content }, session);
    const { photoBase64: _content, ...view } = await this.queries.photo(exceptionNumber, photoId);
    return view;
  }

  @Get(':exceptionNumber/photos')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: PhotoPage })
  async photos(@Param('exceptionNumber') exceptionNumber: string): Promise<PhotoPage> {
    return { items: await this.queries.photos(exceptionNumber), nextCursor: null };
  }

  @Get(':exceptionNumber/photos/:photoId')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: PhotoContentView })
  photoContent(
    @Param('exceptionNumber') exceptionNumber: string,
    @Param('photoId') photoId: string,
  ): Promise<PhotoContentView> {
    return this.queries.photo(exceptionNumber, photoId);
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: ReceiptExceptionPage })
  list(@Query() query: ReceiptExceptionQuery): Promise<ReceiptExceptionPage> {
    return this.queries.list(query);
  }

  @Get(':exceptionNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: ReceiptExceptionView })
  get(@Param('exceptionNumber') exceptionNumber: string): Promise<ReceiptExceptionView> {
    return this.queries.get(exceptionNumber);
  }
}
