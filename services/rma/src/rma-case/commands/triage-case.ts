import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { Projections } from '../../projections/projections.js';
import { triageCase } from '../case-intake.js';
import type { RmaCase, TriageOutcome } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface TriageCaseCommand {
  readonly faultNumber: string;
  readonly outcome: TriageOutcome;
  readonly note: string;
  readonly triagedAt: string | undefined;
}

/** Command: remote diagnosis comes first (R3). */
@Injectable()
export class TriageCase {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, outcome, note, ...command }: TriageCaseCommand, by: Session): Promise<RmaCase> {
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    const triagedAt = this.time.stated('triagedAt', command.triagedAt);
    const facts = await this.projections.serviceFacts(faultNumber);
    return this.cases.save(triageCase(rmaCase, { outcome, note, triagedAt, triagedBy: by.actor }, facts));
  }
}
