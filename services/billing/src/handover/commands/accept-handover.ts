import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Fen, Session } from '@rotables/domain-kernel';
import { bookAcceptance } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import { acceptHandover, type Handover } from '../handover.js';
import { Handovers } from '../handover.repository.js';

/** Command: finance counts what was handed in (B4, B5). */
@Injectable()
export class AcceptHandover {
  constructor(
    private readonly handovers: Handovers,
    private readonly journal: Journal,
  ) {}

  async execute(
    handoverNumber: string,
    count: { readonly countedFen: Fen; readonly at: Date },
    session: Session,
  ): Promise<Handover> {
    const handover = await this.handovers.load(handoverNumber);
    ensureCityInScope(session, handover.city);
    const accepted = await this.handovers.save(acceptHandover(handover, { ...count, by: session.actor }));
    await this.journal.write(bookAcceptance(accepted, count.countedFen, businessDateOf(count.at)));
    return accepted;
  }
}
