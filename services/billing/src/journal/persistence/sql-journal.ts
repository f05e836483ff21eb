import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import { periodOf } from '../../accounting-period/accounting-period.js';
import type { JournalEntry } from '../journal.js';
import { Journal } from '../journal.repository.js';
import { journalInsertion } from './journal-insertion.js';
import { openPeriodFor } from './open-period.js';

@Injectable()
export class SqlJournal extends Journal {
  override async write(entry: JournalEntry): Promise<void> {
    if (entry.postings.length === 0) return;
    const period = await openPeriodFor(periodOf(entry.aboutOn));
    const { sql, values } = journalInsertion(entry, period, 1);
    await UnitOfWork.preparedQuery('journal-write', `with ${sql} select from journal`, values);
  }
}
