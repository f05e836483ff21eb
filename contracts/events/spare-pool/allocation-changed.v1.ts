import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, countField, dateField } from '../../fields.js';

/** A city's allocation changed because its installed base or the policy did (S1). */
export const allocationChangedV1 = defineEvent({
  type: 'spare-pool.allocation-changed.v1',
  topic: 'spare-pool.allocation.v1',
  key: 'city',
  description: "A city's allocation changed because its installed base or the policy did (S1).",
  schema: Type.Object({
    city: cityField,
    asOfOn: dateField,
    installed: countField,
    ratioBasisPoints: countField,
    cap: countField,
    allocation: countField,
  }),
  example: {
    city: 'DL',
    asOfOn: '2013-04-10',
    installed: 3439,
    ratioBasisPoints: 200,
    cap: 100,
    allocation: 69,
  },
});

export type AllocationChanged = EventBody<typeof allocationChangedV1>;
