import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '@rotables/access';
import { askedBy } from '@rotables/service-host';
import type { FastifyRequest } from 'fastify';
import { admittedOf, ensureFromOurPage } from '../../gateway/browser-request.js';
import { BrowserSessions } from '../../sign-in/browser-sessions.js';
import { ExportRecords } from '../export-records.js';
import { RecordedExportView, RecordExportBody } from './exports.dto.js';

/**
 * Who takes what out of the house. The browser makes the file out of what its person may read, and says so here before it does: what is not on
 * record is not made. Public, because the cookie says who it is; an auditor, who changes nothing by a token, exports too.
 */
@ApiTags('exports')
@Controller('v1/exports')
@Public()
export class ExportsController {
  constructor(
    private readonly records: ExportRecords,
    private readonly sessions: BrowserSessions,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: RecordedExportView })
  async record(@Req() request: FastifyRequest, @Body() body: RecordExportBody): Promise<RecordedExportView> {
    const signedIn = await admittedOf(request, this.sessions);
    ensureFromOurPage(request, signedIn);
    const { list, filters = '', rows, format } = body;
    const exported = { list, filters, rows, format };
    const recordNumber = await this.records.add(signedIn.session, exported, askedBy(request));
    return { recordNumber };
  }
}
