import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { bookClearance } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import { clearDifference, type Clearance, type Handover } from '../handover.js';
import { Handovers } from '../handover.repository.js';

/** Command: a second person clears what was missing or too much at a hand-over (B5). */
@Injectable()
export class ClearDifference {
  constructor(
    private readonly handovers: Handovers,
    private readonly journal: Journal,
  ) {}

  async execute(
    handoverNumber: string,
    facts: { readonly clearance: Clearance; readonly reason: string; readonly at: Date },
    session: Session,
  ): Promise<Handover> {
    const handover = await this.handovers.load(handoverNumber);
    ensureCityInScope(session, handover.city);
    const cleared = await this.handovers.save(clearDifference(handover, { ...facts, by: session.actor }));
    await this.journal.write(bookClearance(cleared, facts.clearance, businessDateOf(facts.at)));
    return cleared;
  }
}
