import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ActorId, CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { RecoveryOutcome, SpareReplacementNotice } from '../spare-replacement-notice.js';

/** One open notice per case, and one notice per loan, are partial unique indexes. */
export const SpareReplacementNoticeSchema = defineEntity({
  name: 'SpareReplacementNotice',
  tableName: 'spare_replacement_notice',
  ...citySecurity('spare_replacement_notice'),
  properties: {
    noticeNumber: p.text().primary(),
    faultNumber: p.text(),
    city: p.text().$type<CityCode>(),
    defectiveSerial: p.text().$type<Serial>(),
    replacementSerial: p.text().$type<Serial>(),
    loanNumber: p.text().strictNullable(),
    dispatchNumber: p.text().strictNullable(),
    issuedBy: p.text().$type<ActorId>(),
    issuedAt: p.datetime(),
    state: p.text().$type<SpareReplacementNotice['state']>(),
    outcome: p.text().$type<RecoveryOutcome>().strictNullable(),
    recoveredAt: p.datetime().strictNullable(),
    version: p.integer(),
  },
});
