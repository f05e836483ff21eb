import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { closeShortage } from '../shortage.js';
import type { Shortage } from '../shortage.js';
import { Shortages } from '../shortage.repository.js';

export interface CloseShortageCommand {
  readonly session: Session;
  readonly shortageNumber: string;
  readonly note: string;
  readonly closedAt: Date;
}

@Injectable()
export class CloseShortage {
  constructor(private readonly shortages: Shortages) {}

  async execute({ session, shortageNumber, note, closedAt }: CloseShortageCommand): Promise<Shortage> {
    const shortage = await this.shortages.load(shortageNumber);
    ensureCityInScope(session, shortage.city);
    return this.shortages.save(closeShortage(shortage, { note, by: session.actor, closedAt }));
  }
}
