import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { ensureCityInScope } from '@rotables/domain-kernel';
import type { ActorId, Serial, Session } from '@rotables/domain-kernel';
import { custodianRolesOf } from '../../site/site.js';
import { Sites } from '../../site/site.repository.js';
import { offerCustody, orderWitnessedCount } from '../custody-hand-over.js';
import type { CustodyHandOver } from '../custody-hand-over.js';
import { CustodyHandOvers } from '../custody-hand-over.repository.js';
import { SiteBook } from './site-book.js';

interface Opening {
  readonly session: Session;
  readonly site: string;
  readonly toCustodian: ActorId;
}

export interface OfferCustodyCommand extends Opening {
  readonly countedSerials: readonly Serial[];
  readonly offeredAt: Date;
}

export interface OrderWitnessedCountCommand extends Opening {
  readonly witness: ActorId;
  readonly reason: string;
  readonly orderedAt: Date;
}

/** Nothing passes yet: the successor, an active account that may keep such a site in its city, accepts it himself (O2). */
@Injectable()
export class OpenCustodyHandOver {
  constructor(
    private readonly handOvers: CustodyHandOvers,
    private readonly sites: Sites,
    private readonly book: SiteBook,
    private readonly directory: Directory,
  ) {}

  async offer({
    session,
    site: code,
    countedSerials,
    offeredAt,
    ...named
  }: OfferCustodyCommand): Promise<CustodyHandOver> {
    const { site, toCustodian } = await this.siteAndSuccessor(session, code, named.toCustodian);
    const handOverNumber = await this.handOvers.nextNumber(offeredAt);
    const { bookedSerials } = await this.book.of(code);
    const facts = { handOverNumber, by: session.actor, toCustodian, countedSerials, bookedSerials, offeredAt };
    return this.handOvers.save(offerCustody(site, facts));
  }

  async order({
    session,
    site: code,
    reason,
    orderedAt,
    ...named
  }: OrderWitnessedCountCommand): Promise<CustodyHandOver> {
    const { site, toCustodian } = await this.siteAndSuccessor(session, code, named.toCustodian);
    const { account: witness } = await this.directory.ensurePerson(named.witness, 'witness', { city: site.city });
    const handOverNumber = await this.handOvers.nextNumber(orderedAt);
    const facts = { handOverNumber, by: session.actor, toCustodian, witness, reason, orderedAt };
    return this.handOvers.save(orderWitnessedCount(site, facts));
  }

  private async siteAndSuccessor(session: Session, code: string, named: ActorId) {
    const site = await this.sites.load(code);
    ensureCityInScope(session, site.city);
    const wanted = { roles: custodianRolesOf[site.siteKind], city: site.city };
    const { account: toCustodian } = await this.directory.ensurePerson(named, 'toCustodian', wanted);
    return { site, toCustodian };
  }
}
