import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
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

  async execute({ session, serial, site: code, foundAt }: ReportUnitFoundCommand): Promise<CustodyLoss> {
    const site = await this.sites.get(code);
    ensureCityInScope(session, site.city);
    const unit = await this.ledger.load(serial);
    if (unit.place.kind !== 'lost') throw new NotLost(serial, placeText(unit.place));
    const loss = await this.lostUnits.lossOf(unit);
    const books = await this.ledger.openBooks([unit.city, site.city]);
    const whole = unit.condition !== 'defective';
    const facts = {
      to: whole ? atSite(code) : inQuarantine(code),
      city: site.city,
      custodian: site.custodian,
      document: loss.lossNumber,
      at: foundAt,
    };
    await this.ledger.record([moveUnit(unit, whole ? 'find' : 'findDefective', facts, books)]);
    return this.lostUnits.found(loss, code, foundAt);
  }
}
