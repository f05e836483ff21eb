import { Injectable } from '@nestjs/common';
import { followBasis } from '../allocation.js';
import { Allocations } from '../allocation.repository.js';
import type { InstalledBaseChange } from '../allocation.repository.js';

/** The installed base of a city changed (W14), and its allocation may follow (S1). */
@Injectable()
export class NoteInstalledBase {
  constructor(private readonly allocations: Allocations) {}

  async execute(change: InstalledBaseChange): Promise<void> {
    const current = await this.allocations.lock(change.city);
    await this.allocations.noteInstalledBase(change);
    const asOfOn = change.changedOn > current.asOfOn ? change.changedOn : current.asOfOn;
    await this.allocations.save(followBasis(current, await this.allocations.basisOn(change.city, asOfOn)));
  }
}
