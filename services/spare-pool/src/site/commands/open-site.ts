import { Injectable } from '@nestjs/common';
import { ensureCityInScope, type Session } from '@rotables/domain-kernel';
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

  /** Throws CityOutOfScope; SiteAlreadyOpen; what {@link Directory.ensurePerson} throws of the custodian. */
  async execute({ session, ...facts }: OpenSiteFacts & { readonly session: Session }): Promise<Site> {
    ensureCityInScope(session, facts.city);
    const wanted = { roles: custodianRolesOf[facts.siteKind], city: facts.city };
    const { account: custodian } = await this.directory.ensurePerson(facts.custodian, 'custodian', wanted);
    return this.sites.save(openSite({ ...facts, custodian }));
  }
}
