import { Injectable } from '@nestjs/common';
import { eventContracts } from '@rotables/contracts';
import type { CityCode } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import type { DecidedEvent } from '../decided-event.js';
import { factOf, Timeline, type TimelineFact } from '../timeline/timeline.js';

/** Whose facts they are. */
export interface FactSource {
  /** The aggregate's id. */
  readonly key: string;
  readonly city: CityCode;
  /** The sequence of the aggregate's last event; 0 before its first. */
  readonly version: number;
  /** The case that the facts belong to, if any. */
  readonly faultNumber: string | null;
}

/** Sends the facts of a decision on their way and puts them on the case's timeline, in the transaction that saves it. */
@Injectable()
export class AppendFacts {
  constructor(private readonly timeline: Timeline) {}

  /** Returns the aggregate's new version. The aggregate's row must be locked, or new. */
  async toOutbox(source: Omit<FactSource, 'faultNumber'>, events: readonly DecidedEvent[]): Promise<number> {
    const first = events[0];
    if (!first) return source.version;
    return appendEvents({ ...source, topic: topicOf(first.type) }, events);
  }

  /** Needs the case's row to be there. */
  async toTimeline({ key, version, faultNumber }: FactSource, events: readonly DecidedEvent[]): Promise<void> {
    if (faultNumber === null) return;
    await this.timeline.noteForFault(faultNumber, timelineFactsOf({ key, version }, events));
  }
}

/** The entries that {@link AppendFacts.toTimeline} adds. */
export function timelineFactsOf(
  { key, version }: Pick<FactSource, 'key' | 'version'>,
  events: readonly DecidedEvent[],
): TimelineFact[] {
  const { actor } = UnitOfWork.session();
  return events.flatMap(({ type, body }, index) => {
    const place = { type, topic: topicOf(type), key, sequence: version + index + 1, recordedAt: null, actor };
    return factOf(place, body) ?? [];
  });
}

function topicOf(type: string): string {
  const contract = eventContracts.get(type);
  if (!contract) throw new Error(`No contract describes the event ${type}; define it in contracts.`);
  return contract.topic;
}
