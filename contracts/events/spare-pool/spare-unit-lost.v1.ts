import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  documentNumberField,
  instantField,
  modelField,
  nullable,
  oneOf,
  personField,
  serialField,
  siteField,
} from '../../fields.js';

/** A spare unit in keeping is missing; its custodian owes its price (S4). */
export const spareUnitLostV1 = defineEvent({
  type: 'spare-pool.spare-unit-lost.v1',
  topic: 'spare-pool.custody-loss.v1',
  key: 'lossNumber',
  description: 'A spare unit in keeping is missing; its custodian owes its price (S4).',
  schema: Type.Object({
    lossNumber: documentNumberField,
    serial: serialField,
    model: modelField,
    city: cityField,
    site: siteField,
    custodian: personField,
    /** Absent where the custodian owes it; of the carrier, `custodian` is the name (S3). */
    liable: Type.Optional(oneOf(['carrier', 'sender'])),
    statementNumber: nullable(documentNumberField),
    lostAt: instantField,
  }),
  example: {
    lossNumber: 'LS-20130430-0001',
    serial: 'SP-ST31500541AS-0003',
    model: 'ST31500541AS',
    city: 'DL',
    site: 'DL',
    custodian: 'head.dl',
    statementNumber: 'RC-201304-DL',
    lostAt: '2013-04-16T02:10:00.000Z',
  },
});

export type SpareUnitLost = EventBody<typeof spareUnitLostV1>;
