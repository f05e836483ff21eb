import { Injectable } from '@nestjs/common';
import { ensureCityInScope, type Serial, type Session } from '@rotables/domain-kernel';
import { ensureOwnSite } from '../../site/commands/own-site.js';
import type { Site } from '../../site/site.js';
import { Sites } from '../../site/site.repository.js';
import { atSite, inQuarantine, placeText } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { NotLost } from '../custody-loss.js';
import type { CustodyLoss } from '../custody-loss.js';
import { LostUnits } from './lost-units.js';

export interface ReportUnitFoundCommand {
  readonly session: Session;
  readonly serial: Serial;
  readonly site: string;
  readonly foundAt: Date;
}

@Injectable()
export class ReportUnitFound {
  constructor(
    private readonly ledger: SpareUnitLedger,
    private readonly lostUnits: LostUnits,
    private readonly sites: Sites,
  ) {}

  /** By whoever works there and has it in his hand; its custodian answers for it again. */
  async execute({ session, site: code, ...found }: ReportUnitFoundCommand): Promise<CustodyLoss> {
    const site = await this.sites.get(code);
    ensureOwnSite(site, 'site', session);
    return this.enter(site, found);
  }

  /** Where it was scanned by those who work there, whoever then says that it is the one that was lost (S3, S5). */
  async scanned({ session, site: code, ...found }: ReportUnitFoundCommand): Promise<CustodyLoss> {
    const site = await this.sites.get(code);
    ensureCityInScope(session, site.city);
    return this.enter(site, found);
  }

  private async enter(
    { site: code, city, custodian }: Site,
    { serial, foundAt }: Pick<ReportUnitFoundCommand, 'serial' | 'foundAt'>,
  ): Promise<CustodyLoss> {
    const unit = await this.ledger.load(serial);
    if (unit.place.kind !== 'lost') throw new NotLost(serial, placeText(unit.place));
    const loss = await this.lostUnits.lossOf(unit);
    const books = await this.ledger.openBooks([unit.city, city]);
    const whole = unit.condition !== 'defective';
    const facts = {
      to: whole ? atSite(code) : inQuarantine(code),
      city,
      custodian,
      document: loss.lossNumber,
      at: foundAt,
    };
    await this.ledger.record([moveUnit(unit, whole ? 'find' : 'findDefective', facts, books)]);
    return this.lostUnits.found(loss, code, foundAt);
  }
}
