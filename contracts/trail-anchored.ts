import { Type, type TInteger, type TObject, type TString } from '@sinclair/typebox';
import { defineEvent, type EventBody, type EventContract } from './define-event.js';
import { countField, dateField } from './fields.js';

type TrailAnchoredSchema = TObject<{ service: TString; day: TString; events: TInteger; digest: TString }>;

/**
 * X8: each service tells the others once a day what its trail of the day before adds up to. They keep it, so that nobody rewrites that day with
 * the rights of one database alone. `day` is one in UTC, as the log has them.
 */
export function trailAnchored(service: string): EventContract<TrailAnchoredSchema> {
  return defineEvent({
    type: `${service}.trail-anchored.v1`,
    topic: `${service}.trail.v1`,
    key: 'service',
    description: 'What a day of the audit trail adds up to (X8).',
    schema: Type.Object({
      service: Type.String({ minLength: 1, maxLength: 41 }),
      day: dateField,
      events: countField,
      digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of all links of that day.' }),
    }),
    example: { service, day: '2013-04-16', events: 512, digest: 'b'.repeat(64) },
  });
}

export type TrailAnchored = EventBody<EventContract<TrailAnchoredSchema>>;
