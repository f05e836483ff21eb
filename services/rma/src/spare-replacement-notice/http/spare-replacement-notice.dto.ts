import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@rotables/service-host';
import {
  FaultNumber,
  OptionalCity,
  OptionalFaultNumber,
  OptionalOneOf,
  OptionalText,
  Shown,
  ShownOrNull,
  StatedInstant,
} from '../../http/fields.js';
import {
  noticeLifecycle,
  recoveryOutcomes,
  type RecoveryOutcome,
  type SpareReplacementNotice,
} from '../spare-replacement-notice.js';

export class IssueNoticeBody {
  @FaultNumber() faultNumber!: string;
  @OptionalText(
    'SP-ST31500541AS-0003',
    'The spare that is put in: the unit lent for the case, also where it is left out.',
    80,
  )
  replacementSerial?: string;
  @StatedInstant() issuedAt?: string;
}

export class RecoverNoticeBody {
  @OptionalOneOf(recoveryOutcomes, 'spare-returned', 'How its loan ended, also where it is left out.')
  outcome?: RecoveryOutcome;
  @StatedInstant() recoveredAt?: string;
}

export class NoticeQuery extends PageQuery {
  @OptionalFaultNumber() faultNumber?: string;
  @OptionalCity() city?: string;
  @OptionalOneOf(noticeLifecycle.states, 'issued', 'Only in this state.') state?: string;
  @OptionalText('SP-ST31500541AS-0003', 'Only of this spare.', 80) replacementSerial?: string;
  @OptionalText('-issuedAt', 'issuedAt or noticeNumber; "-" before it for the last first.', 40) sort?: string;
}

export class NoticeView {
  @Shown('NT-20130416-0001') noticeNumber!: string;
  @Shown('FR-20130416-0007') faultNumber!: string;
  @Shown('DL') city!: string;
  @Shown('9VS3FM1J') defectiveSerial!: string;
  @Shown('SP-ST31500541AS-0003') replacementSerial!: string;
  @ShownOrNull('string', 'LN-20130416-0001') loanNumber!: string | null;
  @ShownOrNull('string', 'DO-20130416-0001') dispatchNumber!: string | null;
  @Shown('zhang.wei') issuedBy!: string;
  @Shown('2013-04-16T02:10:00.000Z') issuedAt!: string;
  @Shown('issued') state!: string;
  @ShownOrNull('string') outcome!: string | null;
  @ShownOrNull('string') recoveredAt!: string | null;
}

export class NoticePage {
  @ApiProperty({ type: [NoticeView] }) items!: readonly NoticeView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export function viewOf({ version: _version, issuedAt, recoveredAt, ...same }: SpareReplacementNotice): NoticeView {
  return { ...same, issuedAt: issuedAt.toISOString(), recoveredAt: recoveredAt?.toISOString() ?? null };
}
