import type { JsonObject } from '@rotables/domain-kernel';
import { told, type Told } from './timeline-sentences.js';

/** One event as the timeline keeps it (R11). */
export interface TimelineFact extends Told {
  readonly type: string;
  readonly topic: string;
  readonly key: string;
  readonly sequence: number;
  /** When the service that decided it recorded it; null for a fact of this very transaction. */
  readonly recordedAt: string | null;
  readonly actor: string;
}

/** Where the timelines of cases are written; also the injection token. */
export abstract class Timeline {
  /** Adds facts that carry a fault number. Repetition does no harm. */
  abstract noteForFault(faultNumber: string, facts: readonly TimelineFact[]): Promise<void>;
  /** Adds a fact to the open cases in which the unit is the defective one or the spare lent for it. */
  abstract noteForSerial(serial: string, fact: TimelineFact): Promise<void>;
}

/** The place of an event in its aggregate's order, as its envelope says. */
export interface EventPlace {
  readonly type: string;
  readonly topic: string;
  readonly key: string;
  readonly sequence: number;
  readonly recordedAt: string | null;
  readonly actor: string;
}

/** The timeline's entry for an event, or undefined where the timeline has nothing to say of such events. */
export function factOf(place: EventPlace, body: JsonObject): TimelineFact | undefined {
  const telling = told(place.type, body);
  if (!telling) return undefined;
  const { type, topic, key, sequence, recordedAt, actor } = place;
  return { ...telling, type, topic, key, sequence, recordedAt, actor };
}
