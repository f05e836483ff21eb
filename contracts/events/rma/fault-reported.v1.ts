import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  faultCauseField,
  faultNumberField,
  instantField,
  modelField,
  nullable,
  oneOf,
  serialField,
  textField,
  unitOwnerField,
} from '../../fields.js';

/** A fault was reported and got its number (R1). */
export const faultReportedV1 = defineEvent({
  type: 'rma.fault-reported.v1',
  topic: 'rma.rma-case.v1',
  key: 'faultNumber',
  description: 'A fault was reported and got its number (R1).',
  schema: Type.Object({
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    model: nullable(modelField),
    reporterName: Type.String({ minLength: 1, maxLength: 200 }),
    reporterPhone: Type.String({ minLength: 1, maxLength: 200 }),
    plate: nullable(Type.String({ minLength: 1, maxLength: 200 })),
    symptom: textField,
    severity: oneOf(['critical', 'serious', 'normal', 'minor']),
    cause: faultCauseField,
    serviceFeePaid: Type.Boolean(),
    unitOwner: Type.Optional(unitOwnerField),
    reportedOn: dateField,
    reportedAt: instantField,
    /** When the system heard of it, by the clock of the installation; events from before do not say it. */
    heardAt: Type.Optional(instantField),
  }),
  example: {
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    model: 'ST31500541AS',
    reporterName: 'Sun Li',
    reporterPhone: '0411-5550-0101',
    plate: null,
    symptom: 'No signal since this morning.',
    severity: 'normal',
    cause: 'product-fault',
    serviceFeePaid: true,
    unitOwner: 'customer',
    reportedOn: '2013-04-16',
    reportedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type FaultReported = EventBody<typeof faultReportedV1>;
