import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { modelField } from '../../fields.js';

/** A model of no lower grade may be lent in place of another (W12). */
export const substitutionListedV1 = defineEvent({
  type: 'spare-pool.substitution-listed.v1',
  topic: 'spare-pool.device-model.v1',
  key: 'model',
  description: 'A model of no lower grade may be lent in place of another (W12).',
  schema: Type.Object({
    model: modelField,
    substituteModel: modelField,
  }),
  example: {
    model: 'ST31500541AS',
    substituteModel: 'ST2000DL003',
  },
});

export type SubstitutionListed = EventBody<typeof substitutionListedV1>;
