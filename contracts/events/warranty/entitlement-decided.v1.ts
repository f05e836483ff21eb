import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  documentNumberField,
  entitlementKindField,
  faultNumberField,
  nullable,
  serialField,
  textField,
} from '../../fields.js';

/** What the customer is entitled to was decided for a fault (W11). */
export const entitlementDecidedV1 = defineEvent({
  type: 'warranty.entitlement-decided.v1',
  topic: 'warranty.entitlement.v1',
  key: 'faultNumber',
  description: 'What the customer is entitled to was decided for a fault (W11).',
  schema: Type.Object({
    entitlementId: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    kind: entitlementKindField,
    rule: Type.String({ minLength: 1, maxLength: 200 }),
    asOfOn: dateField,
    coveredUntil: nullable(dateField),
    reason: textField,
  }),
  example: {
    entitlementId: 'EN-20130416-0007',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    kind: 'repair',
    rule: 'W2',
    asOfOn: '2013-04-16',
    coveredUntil: '2015-04-01',
    reason: 'Accepted on 2013-04-01, covered until 2015-04-01 by plan STD24.',
  },
});

export type EntitlementDecided = EventBody<typeof entitlementDecidedV1>;
