import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { defineListing, instant, listPage, readOne, text } from '../../listing.js';
import type { View } from '../../listing.js';
import { branch, readers } from '../../roles.js';
import type { Shown } from '../../shown.js';
import { CloseShortage } from '../commands/close-shortage.js';
import { ShortageNotFound } from '../shortage.js';
import type { Shortage } from '../shortage.js';
import { CloseShortageBody, ShortageQuery } from './shortage.dto.js';

const shortageListing = defineListing({
  from: 'shortage',
  columns: {
    shortageNumber: text('shortage_number'),
    city: text('city'),
    site: text('site'),
    model: text('model'),
    faultNumber: text('fault_number'),
    raisedBy: text('raised_by'),
    raisedAt: instant('raised_at'),
    state: text('state'),
    note: text('note'),
    closedBy: text('closed_by'),
    closedAt: instant('closed_at'),
  },
  key: 'shortageNumber',
  sorts: ['shortageNumber', 'raisedAt'],
  defaultSort: '-raisedAt',
});

/** Where there was nothing to lend (S7, W12). */
@ApiTags('shortages')
@Controller('v1/shortages')
export class ShortageController {
  constructor(
    private readonly closeShortage: CloseShortage,
    private readonly clock: Clock,
  ) {}

  @Get()
  @RequireRoles(...readers)
  list(@Query() query: ShortageQuery): Promise<CursorPage<View>> {
    return listPage(shortageListing, query, [
      ['city = ?', query.city],
      ['state = ?', query.state],
    ]);
  }

  @Get(':shortageNumber')
  @RequireRoles(...readers)
  async get(@Param('shortageNumber') shortageNumber: string): Promise<View> {
    const shortage = await readOne(shortageListing, shortageNumber);
    if (!shortage) throw new ShortageNotFound(shortageNumber);
    return shortage;
  }

  @Post(':shortageNumber/close')
  @HttpCode(200)
  @RequireRoles(...branch, 'headquarters-approver', 'warehouse')
  async close(
    @CurrentSession() session: Session,
    @Param('shortageNumber') shortageNumber: string,
    @Body() body: CloseShortageBody,
  ): Promise<Shown<Shortage>> {
    const closedAt = statedInstant(body.closedAt, 'closedAt', this.clock.now());
    const { version: _version, ...shortage } = await this.closeShortage.execute({
      session,
      shortageNumber,
      note: body.note,
      closedAt,
    });
    return shortage;
  }
}
