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
  oneOf,
  serialField,
  textField,
} from '../../fields.js';

/**
 * What became known that held on the day of the fault (W11): its cause, what covers the unit, a fee that was paid, downtime that was
 * added, a replacement that had been made, or that the fault was about another serial.
 */
export const supersessionReasons = [
  'cause',
  'registration',
  'service-fee',
  'extension',
  'replacement',
  'serial',
] as const;
export type SupersessionReason = (typeof supersessionReasons)[number];

/** Something became known that leads to another finding: a new entitlement supersedes the earlier one (W11, R6). */
export const entitlementSupersededV1 = defineEvent({
  type: 'warranty.entitlement-superseded.v1',
  topic: 'warranty.entitlement.v1',
  key: 'faultNumber',
  description:
    'Something became known that leads to another finding: a new entitlement supersedes the earlier one (W11, R6).',
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
    /** What became known since; absent is the cause. */
    because: Type.Optional(oneOf(supersessionReasons)),
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
    because: 'cause',
  },
});

export type EntitlementSuperseded = EventBody<typeof entitlementSupersededV1>;
