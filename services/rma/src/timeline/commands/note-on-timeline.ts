import { Injectable } from '@nestjs/common';
import type { JsonObject } from '@rotables/domain-kernel';
import { factOf, Timeline, type EventPlace } from '../timeline.js';

/** Command: what another service tells goes on the timeline of the case that it concerns (R11). */
@Injectable()
export class NoteOnTimeline {
  constructor(private readonly timeline: Timeline) {}

  async execute(place: EventPlace, body: JsonObject): Promise<void> {
    const fact = factOf(place, body);
    if (!fact) return;
    const { faultNumber, serial } = body;
    if (typeof faultNumber === 'string') await this.timeline.noteForFault(faultNumber, [fact]);
    else if (typeof serial === 'string') await this.timeline.noteForSerial(serial, fact);
  }
}
