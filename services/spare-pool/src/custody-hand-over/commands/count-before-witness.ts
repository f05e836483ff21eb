import { Injectable } from '@nestjs/common';
import { ensureCityInScope } from '@rotables/domain-kernel';
import type { Serial, Session } from '@rotables/domain-kernel';
import { countBeforeWitness } from '../custody-hand-over.js';
import type { CustodyHandOver } from '../custody-hand-over.js';
import { CustodyHandOvers } from '../custody-hand-over.repository.js';
import { SiteBook } from './site-book.js';

export interface CountBeforeWitnessCommand {
  readonly session: Session;
  readonly handOverNumber: string;
  readonly countedSerials: readonly Serial[];
  readonly countedAt: Date;
}

@Injectable()
export class CountBeforeWitness {
  constructor(
    private readonly handOvers: CustodyHandOvers,
    private readonly book: SiteBook,
  ) {}

  async execute({ session, handOverNumber, ...count }: CountBeforeWitnessCommand): Promise<CustodyHandOver> {
    const handOver = await this.handOvers.load(handOverNumber);
    ensureCityInScope(session, handOver.city);
    const { bookedSerials } = await this.book.of(handOver.site);
    return this.handOvers.save(countBeforeWitness(handOver, { ...count, bookedSerials, by: session.actor }));
  }
}
