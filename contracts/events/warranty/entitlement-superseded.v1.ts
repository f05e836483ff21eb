import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import {
  cityField,
  dateField,
  documentNumberField,
  entitlementKindField,
  faultCauseField,
  faultNumberField,
  nullable,
  serialField,
  textField,
} from '../../fields.js';

/** Inspection found another cause: a new entitlement supersedes the earlier one (W11, R6). */
export const entitlementSupersededV1 = defineEvent({
  type: 'warranty.entitlement-superseded.v1',
  topic: 'warranty.entitlement.v1',
  key: 'faultNumber',
  description: 'Inspection found another cause: a new entitlement supersedes the earlier one (W11, R6).',
  schema: Type.Object({
    entitlementId: documentNumberField,
    supersedes: documentNumberField,
    faultNumber: faultNumberField,
    serial: serialField,
    city: cityField,
    kind: entitlementKindField,
    rule: Type.String({ minLength: 1, maxLength: 200 }),
    asOfOn: dateField,
    coveredUntil: nullable(dateField),
    reason: textField,
    cause: faultCauseField,
  }),
  example: {
    entitlementId: 'EN-20130416-0007',
    supersedes: 'EN-20130416-0006',
    faultNumber: 'FR-20130416-0007',
    serial: '9VS3FM1J',
    city: 'DL',
    kind: 'repair',
    rule: 'W2',
    asOfOn: '2013-04-16',
    coveredUntil: '2015-04-01',
    reason: 'Accepted on 2013-04-01, covered until 2015-04-01 by plan STD24.',
    cause: 'liquid',
  },
});

export type EntitlementSuperseded = EventBody<typeof entitlementSupersededV1>;
