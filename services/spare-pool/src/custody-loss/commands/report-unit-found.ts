import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { Sites } from '../../site/site.repository.js';
import { atSite, inQuarantine, placeText } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { lossOfLoan, NotLost, recordFind } from '../custody-loss.js';
import type { CustodyLoss } from '../custody-loss.js';
import { CustodyLosses } from '../custody-loss.repository.js';
import { LossLedger } from '../loss-ledger.js';

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
    private readonly losses: CustodyLosses,
    private readonly lossLedger: LossLedger,
    private readonly sites: Sites,
  ) {}

  async execute({ session, serial, site: code, foundAt }: ReportUnitFoundCommand): Promise<CustodyLoss> {
    const site = await this.sites.get(code);
    ensureCityInScope(session, site.city);
    const unit = await this.ledger.load(serial);
    if (unit.place.kind !== 'lost') throw new NotLost(serial, placeText(unit.place));
    const loss = (await this.losses.findOpen(serial)) ?? lossOfLoan(await this.lossOnLoan(unit));
    const books = await this.ledger.openBooks([unit.city, site.city]);
    const whole = unit.condition !== 'defective';
    const facts = {
      to: whole ? atSite(code) : inQuarantine(code),
      city: site.city,
      custodian: site.custodian,
      document: loss.lossNumber,
      at: foundAt,
    };
    const decision = recordFind(loss, code, foundAt);
    await this.ledger.record([moveUnit(unit, whole ? 'find' : 'findDefective', facts, books)]);
    return this.losses.save(decision);
  }

  private async lossOnLoan({ serial, model, city, since }: SpareUnit) {
    const { document, custodian, site } = await this.lossLedger.lastLossOf(serial);
    return {
      lossNumber: document,
      serial,
      model,
      city,
      site,
      custodian,
      statementNumber: null,
      lostAt: since,
      note: 'Lost on loan.',
    };
  }
}
