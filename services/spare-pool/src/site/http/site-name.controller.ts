import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import type { CursorPage } from '@rotables/service-host';
import { SortedPageQuery } from '../../http-fields.js';
import { listPage } from '../../listing.js';
import type { View } from '../../listing.js';
import { readers } from '../../roles.js';
import { siteNameListing } from '../queries/site-listing.js';

/** What sites are called: those in sight, and those that every branch has to do with. Nothing else is told of another city (X8). */
@ApiTags('sites')
@Controller('v1/site-names')
export class SiteNameController {
  @Get()
  @RequireRoles(...readers)
  list(@Query() query: SortedPageQuery): Promise<CursorPage<View>> {
    return listPage(siteNameListing, query, []);
  }
}
