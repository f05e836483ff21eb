import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { custodianRolesOf, openSite } from '../site.js';
import type { OpenSiteFacts, Site } from '../site.js';
import { Sites } from '../site.repository.js';

/** Command: a site is opened in the keeping of an active account that may keep such a site in its city (O1, O2). */
@Injectable()
export class OpenSite {
  constructor(
    private readonly sites: Sites,
    private readonly directory: Directory,
  ) {}

  /** Throws SiteAlreadyOpen; what {@link Directory.ensurePerson} throws of the custodian. */
  async execute(facts: OpenSiteFacts): Promise<Site> {
    const wanted = { roles: custodianRolesOf[facts.siteKind], city: facts.city };
    const { account: custodian } = await this.directory.ensurePerson(facts.custodian, 'custodian', wanted);
    return this.sites.save(openSite({ ...facts, custodian }));
  }
}
