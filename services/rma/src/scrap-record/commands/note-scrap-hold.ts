import { Injectable } from '@nestjs/common';
import { noteScrapHold } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';

/** Command: the pool answered whether it keeps the unit of an approved record (R9). */
@Injectable()
export class NoteScrapHold {
  constructor(private readonly records: ScrapRecords) {}

  async execute(scrapNumber: string, answer: Parameters<typeof noteScrapHold>[1]): Promise<void> {
    const record = await this.records.find(scrapNumber);
    if (record) await this.records.save(noteScrapHold(record, answer));
  }
}
