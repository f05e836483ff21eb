import {
  cityPattern,
  OneOfField,
  OptionalOneOfField,
  OptionalTextField,
  sitePattern,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { siteKinds } from '../site.js';
import type { SiteKind } from '../site.js';

export class OpenSiteBody {
  @TextField('DL', {
    pattern: sitePattern,
    description: 'Code of the site: 2 to 20 capital letters, digits or dashes.',
  })
  site!: string;

  @TextField('DL', { pattern: cityPattern })
  city!: string;

  @OneOfField(siteKinds)
  siteKind!: SiteKind;

  @TextField('大连分公司')
  nameZh!: string;

  @TextField('Dalian branch')
  nameEn!: string;

  @TextField('head.dl', { most: 100, description: 'The person who keeps the site (O2).' })
  custodian!: string;

  @StatedTimeField('2013-04-01T08:00:00+08:00')
  openedAt?: string;
}

export class SiteQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalOneOfField(siteKinds)
  siteKind?: SiteKind;
}
