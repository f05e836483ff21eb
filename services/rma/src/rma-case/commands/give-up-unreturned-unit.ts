import { Injectable } from '@nestjs/common';
import { Projections } from '../../projections/projections.js';
import { giveUpUnreturnedUnit } from '../case-outcome.js';
import { RmaCases } from '../rma-case.repository.js';

/** Command: the defective unit of an advance replacement was charged and nobody waits for it any more (S8). */
@Injectable()
export class GiveUpUnreturnedUnit {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
  ) {}

  async execute(faultNumber: string, chargedAt: Date): Promise<void> {
    const rmaCase = await this.cases.find(faultNumber);
    if (!rmaCase) return;
    const facts = await this.projections.serviceFacts(faultNumber);
    await this.cases.save(giveUpUnreturnedUnit(rmaCase, chargedAt, facts));
  }
}
