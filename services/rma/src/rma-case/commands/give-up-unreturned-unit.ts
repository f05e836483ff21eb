import { Injectable } from '@nestjs/common';
import { Projections } from '../../projections/projections.js';
import { spareIsBack } from '../pool-facts.js';
import { giveUpUnreturnedUnit } from '../case-outcome.js';
import { RmaCases } from '../rma-case.repository.js';

/**
 * Command: the defective unit of an advance replacement was charged and nobody waits for it any more (S8). The charge and the return of the
 * spare, which takes it back, are told on two topics: where the return was heard first, there is nothing to give up.
 */
@Injectable()
export class GiveUpUnreturnedUnit {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
  ) {}

  async execute(faultNumber: string, chargedAt: Date): Promise<void> {
    const rmaCase = await this.cases.find(faultNumber);
    if (!rmaCase || spareIsBack(await this.projections.loans(faultNumber))) return;
    const facts = await this.projections.serviceFacts(faultNumber);
    await this.cases.save(giveUpUnreturnedUnit(rmaCase, chargedAt, facts));
  }
}
