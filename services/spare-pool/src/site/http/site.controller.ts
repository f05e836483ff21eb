import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseActorId, parseCityCode, statedInstant, type Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { listPage, readOne } from '../../listing.js';
import type { View } from '../../listing.js';
import { readers } from '../../roles.js';
import { OpenSite } from '../commands/open-site.js';
import { SiteNotFound } from '../site.errors.js';
import type { Site } from '../site.js';
import { custodyListing, siteListing } from '../queries/site-listing.js';
import { OpenSiteBody, SiteQuery } from './site.dto.js';
import type { Shown } from '../../shown.js';

/** Sites and their custodians (O1, O2). */
@ApiTags('sites')
@Controller('v1/sites')
export class SiteController {
  constructor(
    private readonly openSite: OpenSite,
    private readonly clock: Clock,
  ) {}

  @Post()
  @RequireRoles('administrator')
  async open(@CurrentSession() session: Session, @Body() body: OpenSiteBody): Promise<Shown<Site>> {
    const city = parseCityCode(body.city);
    const custodian = parseActorId(body.custodian, 'custodian');
    const openedAt = statedInstant(body.openedAt, 'openedAt', this.clock.now());
    return viewOf(await this.openSite.execute({ ...body, session, city, custodian, openedAt }));
  }

  @Get()
  @RequireRoles(...readers)
  list(@Query() query: SiteQuery): Promise<CursorPage<View>> {
    return listPage(siteListing, query, [
      ['city = ?', query.city],
      ['site_kind = ?', query.siteKind],
    ]);
  }

  /** With the history of its custodians. */
  @Get(':site')
  @RequireRoles(...readers)
  async get(@Param('site') code: string): Promise<View> {
    const site = await readOne(siteListing, code);
    if (!site) throw new SiteNotFound(code);
    const { items } = await listPage(custodyListing, { limit: 200, sort: '-fromAt' }, [['site = ?', code]]);
    return { ...site, custody: items.map(({ site: _site, ...period }) => period) };
  }
}

function viewOf({ version: _version, ...site }: Site): Shown<Site> {
  return site;
}
