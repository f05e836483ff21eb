import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, countField, dateField, documentNumberField, modelField, serialField } from '../../fields.js';

/** A term was appended to the coverage (W9). */
export const coverageRenewedV1 = defineEvent({
  type: 'warranty.coverage-renewed.v1',
  topic: 'warranty.covered-unit.v1',
  key: 'serial number',
  description: 'A term was appended to the coverage (W9).',
  schema: Type.Object({
    serial: serialField,
    model: modelField,
    city: cityField,
    renewalNumber: documentNumberField,
    months: countField,
    fromOn: dateField,
    untilOn: dateField,
    customerName: Type.String({ minLength: 1, maxLength: 200 }),
    renewedOn: dateField,
  }),
  example: {
    serial: '9VS3FM1J',
    model: 'ST31500541AS',
    city: 'DL',
    renewalNumber: 'RN-20130416-0001',
    months: 12,
    fromOn: '2015-04-01',
    untilOn: '2016-04-01',
    customerName: 'Dalian Harbour Logistics',
    renewedOn: '2013-04-16',
  },
});

export type CoverageRenewed = EventBody<typeof coverageRenewedV1>;
