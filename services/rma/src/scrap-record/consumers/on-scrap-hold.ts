import { Controller } from '@nestjs/common';
import { scrapHoldMadeV1, scrapHoldRefusedV1, type ScrapHoldMade, type ScrapHoldRefused } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { NoteScrapHold } from '../commands/note-scrap-hold.js';

/** The pool's answer: only what it keeps for a record is scrapped by it (R9). */
@Controller()
export class OnScrapHold {
  constructor(private readonly noteScrapHold: NoteScrapHold) {}

  @OnEvent(scrapHoldMadeV1)
  async onMade({ scrapNumber }: ScrapHoldMade): Promise<void> {
    await this.noteScrapHold.execute(scrapNumber, 'held');
  }

  @OnEvent(scrapHoldRefusedV1)
  async onRefused({ scrapNumber, place }: ScrapHoldRefused): Promise<void> {
    await this.noteScrapHold.execute(scrapNumber, { refusedPlace: place });
  }
}
