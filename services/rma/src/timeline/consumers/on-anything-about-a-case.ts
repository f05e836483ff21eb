import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { JsonObject } from '@rotables/domain-kernel';
import { EventContext } from '@rotables/event-bus';
import { NoteOnTimeline } from '../commands/note-on-timeline.js';
import { foreignTypes } from '../timeline-sentences.js';

/** Every event of the other services that may concern a case. */
@Controller()
export class OnAnythingAboutACase {
  constructor(private readonly noteOnTimeline: NoteOnTimeline) {}

  @EventPattern<readonly string[]>([...foreignTypes])
  async on(@Payload() body: JsonObject, @Ctx() { event }: EventContext): Promise<void> {
    const { type, topic, key, sequence, time, actor } = event;
    await this.noteOnTimeline.execute({ type, topic, key, sequence, recordedAt: time, actor }, body);
  }
}
