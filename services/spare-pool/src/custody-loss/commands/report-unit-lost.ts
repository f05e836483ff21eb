import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { UnitHeldForScrap } from '../../scrap-hold/scrap-hold.js';
import { ScrapHolds } from '../../scrap-hold/scrap-hold.repository.js';
import { lostPlace, placeText } from '../../spare-unit/place.js';
import { UnitNotAvailable } from '../../spare-unit/spare-unit.errors.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { ensureMayBlame, NoCustodian, recordLoss } from '../custody-loss.js';
import type { CustodyLoss, LossFacts } from '../custody-loss.js';
import { CustodyLosses } from '../custody-loss.repository.js';

export interface ReportUnitLostCommand {
  readonly session: Session;
  readonly serial: Serial;
  readonly lostAt: Date;
  readonly note: string;
  readonly statementNumber: string | null;
}

/** A unit at a site is missing, and its custodian owes its price (S4). */
@Injectable()
export class ReportUnitLost {
  constructor(
    private readonly ledger: SpareUnitLedger,
    private readonly losses: CustodyLosses,
    private readonly holds: ScrapHolds,
  ) {}

  async execute(command: ReportUnitLostCommand): Promise<CustodyLoss> {
    const unit = await this.ledger.load(command.serial);
    ensureCityInScope(command.session, unit.city);
    const where = placeText(unit.place);
    if (unit.place.kind !== 'site' && unit.place.kind !== 'quarantine') {
      throw new UnitNotAvailable(
        unit.serial,
        where,
        'at a site (a unit on loan or in a shipment is reported lost there)',
      );
    }
    if (unit.custodian === null || unit.owner !== 'company') throw new NoCustodian(unit.serial, where);
    ensureMayBlame(command.session, unit.serial, unit.custodian);
    // A month's end books what its count did not find, held or not.
    if (command.statementNumber === null) await this.ensureNotHeld(unit.serial);
    return this.lose(unit, { ...command, city: unit.city, site: unit.place.id, custodian: unit.custodian });
  }

  /** What is about to be scrapped with evidence is not lost in the same breath (R9). */
  private async ensureNotHeld(serial: Serial): Promise<void> {
    const hold = await this.holds.heldOf(serial);
    if (hold) throw new UnitHeldForScrap(serial, hold.scrapNumber);
  }

  /** Also for a shipment, where headquarters decides who answers for it, and for what a witness did not find. */
  async lose(
    unit: SpareUnit,
    facts: Omit<ReportUnitLostCommand, 'session' | 'serial'> &
      Pick<LossFacts, 'city' | 'site' | 'custodian' | 'liable'>,
  ): Promise<CustodyLoss> {
    const { lostAt, note, statementNumber, city, site, custodian, liable } = facts;
    const { serial, model } = unit;
    const lossNumber = await this.losses.nextNumber(lostAt);
    const books = await this.ledger.openBooks([unit.city, city]);
    const loss = { lossNumber, serial, model, city, site, custodian, statementNumber, lostAt, note };
    const decision = recordLoss({ ...loss, ...(liable ? { liable } : {}) });
    await this.ledger.record([
      moveUnit(unit, 'lose', { to: lostPlace, city, custodian: null, document: lossNumber, at: lostAt }, books),
    ]);
    return this.losses.save(decision);
  }
}
