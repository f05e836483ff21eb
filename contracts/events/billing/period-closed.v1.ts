import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { countField, instantField, personField } from '../../fields.js';

/** An accounting period was closed (B5). */
export const periodClosedV1 = defineEvent({
  type: 'billing.period-closed.v1',
  topic: 'billing.accounting-period.v1',
  key: 'period',
  description: 'An accounting period was closed (B5).',
  schema: Type.Object({
    period: Type.String({ minLength: 1, maxLength: 200 }),
    carriedForward: countField,
    closedBy: personField,
    closedAt: instantField,
  }),
  example: {
    period: '2013-04',
    carriedForward: 2,
    closedBy: 'qian.hui',
    closedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type PeriodClosed = EventBody<typeof periodClosedV1>;
