import { Injectable } from '@nestjs/common';
import { DefectiveReturns } from '../../replenishment/replenishment.repository.js';
import type { UnitFact } from '../unit-fact.js';
import { RecordUnitFact } from './record-unit-fact.js';

/** A formal replacement makes the defective unit the company's, and its city is owed a spare once the unit is received (S6, S7). */
@Injectable()
export class TakeOverUnit {
  constructor(
    private readonly recordUnitFact: RecordUnitFact,
    private readonly returns: DefectiveReturns,
  ) {}

  async execute(fact: UnitFact & { readonly kind: 'became-companys' }, faultNumber: string): Promise<void> {
    await this.recordUnitFact.execute(fact);
    await this.returns.noteReplaced({ faultNumber, serial: fact.serial, city: fact.city, replacedAt: fact.at });
  }
}
