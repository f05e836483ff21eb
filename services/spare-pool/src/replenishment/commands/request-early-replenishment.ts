import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Quantity, Session } from '@rotables/domain-kernel';
import { Allocations } from '../../allocation/allocation.repository.js';
import { Sites } from '../../site/site.repository.js';
import { requestEarly } from '../replenishment.js';
import { mostWrittenRequests, TooManyWrittenRequests, writtenRequestOf } from '../written-request.js';
import type { Replenishment } from '../replenishment.js';
import { EarlyReplenishmentBounds } from './early-replenishment-bounds.js';
import { Replenishments } from '../replenishment.repository.js';

export interface RequestEarlyReplenishmentCommand {
  readonly session: Session;
  readonly site: string;
  /** Null where the units owed say it: they are all of one model. */
  readonly model: string | null;
  readonly quantity: Quantity;
  readonly reason: string;
  readonly attachmentName: string;
  readonly attachment: Buffer;
  readonly requestedAt: Date;
}

@Injectable()
export class RequestEarlyReplenishment {
  constructor(
    private readonly replenishments: Replenishments,
    private readonly allocations: Allocations,
    private readonly sites: Sites,
    private readonly bounds: EarlyReplenishmentBounds,
  ) {}

  async execute({
    session,
    site: code,
    attachment,
    ...facts
  }: RequestEarlyReplenishmentCommand): Promise<Replenishment> {
    const request = writtenRequestOf(facts.attachmentName, attachment);
    const { city, site } = await this.sites.get(code);
    ensureCityInScope(session, city);
    await this.allocations.lock(city);
    const sent = await this.replenishments.attachedLately(session.actor);
    if (sent >= mostWrittenRequests) throw new TooManyWrittenRequests(sent, mostWrittenRequests);
    const model = await this.bounds.modelOf(city, facts.model);
    const bounds = await this.bounds.of(city, model);
    const replenishmentNumber = await this.replenishments.nextEarlyNumber(facts.requestedAt);
    const requested = await this.replenishments.save(
      requestEarly({ ...facts, ...bounds, replenishmentNumber, city, site, model, by: session.actor }),
    );
    await this.replenishments.attach(requested, request);
    return requested;
  }
}
