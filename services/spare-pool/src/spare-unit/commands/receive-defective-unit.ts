import { Injectable } from '@nestjs/common';
import { LostUnits } from '../../custody-loss/commands/lost-units.js';
import { recoverDefectiveUnit } from '../../loan/advance-replacement.js';
import { Loans } from '../../loan/loan.repository.js';
import { DefectiveReturns } from '../../replenishment/replenishment.repository.js';
import { isStockOfCity } from '../spare-unit.js';
import { SpareUnitLedger } from '../spare-unit.repository.js';
import { unknownModel } from '../unit-fact.js';
import type { UnitFact } from '../unit-fact.js';
import { RecordUnitFact } from './record-unit-fact.js';

/** The warehouse received a defective unit: it goes to quarantine, its city may be owed a spare (S6), nobody waits for it any longer (S8), and one that was given up is found (S4). */
@Injectable()
export class ReceiveDefectiveUnit {
  constructor(
    private readonly ledger: SpareUnitLedger,
    private readonly recordUnitFact: RecordUnitFact,
    private readonly returns: DefectiveReturns,
    private readonly loans: Loans,
    private readonly lostUnits: LostUnits,
  ) {}

  async execute(fact: UnitFact & { readonly kind: 'received' }): Promise<void> {
    const { document: faultNumber, serial, city, at } = fact;
    const before = await this.ledger.find(serial);
    await this.recordUnitFact.execute(fact);
    const known = (await this.ledger.find(serial))?.model ?? fact.model;
    const model = known === unknownModel ? null : known;
    await this.returns.noteReceived({ faultNumber, serial, city, model, receivedAt: at });
    // A spare of the city's own stock needs no replacement to be the company's: its return alone is owed.
    if (before && isStockOfCity(before))
      await this.returns.noteReplaced({ faultNumber, serial, city: before.city, replacedAt: at });
    if (before?.place.kind === 'lost') await this.lostUnits.foundBy(before, fact.site ?? before.city, at);
    const loan = await this.loans.findAwaiting(serial);
    if (loan) await this.loans.save(recoverDefectiveUnit(loan, at));
  }
}
