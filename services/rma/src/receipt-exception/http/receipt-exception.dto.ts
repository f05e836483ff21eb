import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { faultCauses, type FaultCause } from '@rotables/contracts';
import { PageQuery } from '@rotables/service-host';
import { IsBase64, MaxLength } from 'class-validator';
import {
  FaultNumber,
  LongText,
  OneOf,
  OptionalCity,
  OptionalFaultNumber,
  OptionalOneOf,
  OptionalText,
  Serial,
  Shown,
  ShownOrNull,
  Site,
  StatedInstant,
  Text,
} from '../../http/fields.js';
import { severities, type Severity } from '../../rma-case/rma-case.js';
import { viewOf as caseViewOf } from '../../rma-case/http/rma-case.view.js';
import { CaseView } from '../../rma-case/http/rma-case.view.js';
import type { TakenIn } from '../commands/take-in.js';
import { largestPhotoBytes } from '../photo.js';
import {
  exceptionKinds,
  receiptExceptionLifecycle,
  type ExceptionResolution,
  type ReceiptException,
} from '../receipt-exception.js';

export class AcceptParcelBody {
  @Site('Where it was received.') site!: string;
  @Serial('The serial on the unit, scanned.') scannedSerial!: string;
  @LongText('Sender unreadable.', 'What came, and how.') note!: string;
  @StatedInstant() receivedAt?: string;
}

export class LinkExceptionBody {
  @FaultNumber('The case whose unit it turned out to be; it is received for that case, where it lies.')
  faultNumber!: string;
  @LongText('The label was worn.', 'How it was found out.') resolution!: string;
}

export class OpenCaseOfExceptionBody {
  @Text('Sun Li', 'Who sent it, or who found it.') reporterName!: string;
  @Text('0411-5550-0101', 'Where to reach them.') reporterPhone!: string;
  @LongText('Came without a word.', 'What is the matter with it.') symptom!: string;
  @OneOf(severities, 'normal', 'R2') severity!: Severity;
  @OptionalOneOf(faultCauses, 'product-fault', 'As far as it is known; product-fault if left out.') cause?: FaultCause;
}

export class ResolveExceptionBody {
  @OptionalOneOf(['handed-back', 'cleared'], 'handed-back', 'handed-back: it left the house; cleared if left out.')
  outcome?: ExceptionResolution['outcome'];
  @LongText('Sent back to the customer.', 'What became of it.') resolution!: string;
  @StatedInstant() resolvedAt?: string;
}

const longestPhotoText = Math.ceil(largestPhotoBytes / 3) * 4;

export class AddPhotoBody {
  @Text('parcel.jpg', "The file's name.") name!: string;

  @ApiProperty({
    example: '/9j/4AAQSkZJRg==',
    maxLength: longestPhotoText,
    description:
      'A JPEG, PNG or WebP picture, at most 512 KiB; 20 of one exception, 200 or 50 MiB of one person within 24 hours.',
  })
  @IsBase64()
  @MaxLength(longestPhotoText)
  photoBase64!: string;
}

export class PhotoView {
  @Shown('17') photoId!: string;
  @Shown('parcel.jpg') name!: string;
  @Shown('image/jpeg') mediaType!: string;
  @Shown('liu.yang') addedBy!: string;
  @Shown('2013-04-20T02:10:03.120Z') addedAt!: string;
}

export class PhotoPage {
  @ApiProperty({ type: [PhotoView] }) items!: readonly PhotoView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

export class PhotoContentView extends PhotoView {
  @Shown('/9j/4AAQSkZJRg==') photoBase64!: string;
}

export class ReceiptExceptionQuery extends PageQuery {
  @OptionalFaultNumber() faultNumber?: string;
  @OptionalCity() city?: string;
  @OptionalText('SY', 'Only received at this site.', 20) site?: string;
  @OptionalOneOf(receiptExceptionLifecycle.states, 'open', 'Only in this state.') state?: string;
  @OptionalOneOf(exceptionKinds, 'wrong-serial', 'Only of this kind.') exceptionKind?: string;
  @OptionalText('9VS3FM1J', 'Only of this serial.', 80) scannedSerial?: string;
  @OptionalText('openedAt', 'openedAt or exceptionNumber; "-" before it for the last first.', 40) sort?: string;
}

export class ReceiptExceptionView {
  @Shown('EX-20130420-0001') exceptionNumber!: string;
  @Shown('wrong-serial') exceptionKind!: string;
  @ShownOrNull('string', 'FR-20130416-0007') faultNumber!: string | null;
  @Shown('SY') site!: string;
  @Shown('DL') city!: string;
  @Shown('9VS3FM1K') scannedSerial!: string;
  @ShownOrNull('string', '9VS3FM1J') expectedSerial!: string | null;
  @Shown('Received for FR-20130416-0007, whose unit is 9VS3FM1J.') note!: string;
  @Shown('liu.yang') openedBy!: string;
  @Shown('2013-04-20T02:10:00.000Z') openedAt!: string;
  @Shown('open') state!: string;
  @ShownOrNull('string', 'received') outcome!: string | null;
  @ShownOrNull('string', 'FR-20130416-0007') linkedFaultNumber!: string | null;
  @ShownOrNull('string') resolution!: string | null;
  @ShownOrNull('string') resolvedBy!: string | null;
  @ShownOrNull('string') resolvedAt!: string | null;
}

export class ReceiptExceptionPage {
  @ApiProperty({ type: [ReceiptExceptionView] }) items!: readonly ReceiptExceptionView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor!: string | null;
}

/** What became of a parcel; nothing is refused (R5). */
export class ReceiptAnswer {
  @Shown('received', 'received: the awaited unit; exception: it is kept and looked into.') outcome!:
    'received' | 'exception';
  @ShownOrNull('string', 'FR-20130416-0007') faultNumber!: string | null;
  @ShownOrNull('string', null) exceptionNumber!: string | null;
  @ShownOrNull('string', null) exceptionKind!: string | null;

  @ApiPropertyOptional({ type: CaseView, nullable: true, description: 'The case, where its unit was received.' })
  case!: CaseView | null;
}

export function viewOf({ version: _version, openedAt, resolvedAt, ...same }: ReceiptException): ReceiptExceptionView {
  return { ...same, openedAt: openedAt.toISOString(), resolvedAt: resolvedAt?.toISOString() ?? null };
}

export function answerOf(taken: TakenIn): ReceiptAnswer {
  const { outcome, exception } = taken;
  const rmaCase = taken.outcome === 'received' ? taken.rmaCase : null;
  return {
    outcome,
    faultNumber: rmaCase?.faultNumber ?? exception?.faultNumber ?? null,
    exceptionNumber: exception?.exceptionNumber ?? null,
    exceptionKind: exception?.exceptionKind ?? null,
    case: rmaCase && caseViewOf(rmaCase),
  };
}
