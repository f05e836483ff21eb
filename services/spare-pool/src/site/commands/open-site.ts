import { Injectable } from '@nestjs/common';
import { openSite } from '../site.js';
import type { OpenSiteFacts, Site } from '../site.js';
import { Sites } from '../site.repository.js';

@Injectable()
export class OpenSite {
  constructor(private readonly sites: Sites) {}

  async execute(facts: OpenSiteFacts): Promise<Site> {
    return this.sites.save(openSite(facts));
  }
}
