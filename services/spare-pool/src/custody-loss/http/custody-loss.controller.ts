import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import { serialKey } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { cityPattern, OptionalOneOfField, OptionalTextField, SortedPageQuery } from '../../http-fields.js';
import { defineListing, instant, listPage, text } from '../../listing.js';
import type { View } from '../../listing.js';
import { readers } from '../../roles.js';
import { custodyLossLifecycle } from '../custody-loss.js';

export class CustodyLossQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalOneOfField(custodyLossLifecycle.states)
  state?: string;

  @OptionalTextField('SP-ST31500541AS-0003', { most: 100 })
  serial?: string;
}

const custodyLossListing = defineListing({
  from: 'custody_loss',
  columns: {
    lossNumber: text('loss_number'),
    serial: text('serial'),
    model: text('model'),
    city: text('city'),
    site: text('site'),
    custodian: text('custodian'),
    statementNumber: text('statement_number'),
    lostAt: instant('lost_at'),
    note: text('note'),
    state: text('state'),
    foundAt: instant('found_at'),
    foundSite: text('found_site'),
  },
  key: 'lossNumber',
  sorts: ['lossNumber', 'lostAt'],
  defaultSort: '-lostAt',
});

/** Units that their custodians owe (S4). */
@ApiTags('custody losses')
@Controller('v1/custody-losses')
export class CustodyLossController {
  @Get()
  @RequireRoles(...readers)
  list(@Query() query: CustodyLossQuery): Promise<CursorPage<View>> {
    return listPage(custodyLossListing, query, [
      ['city = ?', query.city],
      ['state = ?', query.state],
      ['serial_key = ?', query.serial === undefined ? undefined : serialKey(query.serial)],
    ]);
  }
}
