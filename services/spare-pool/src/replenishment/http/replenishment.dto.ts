import { ApiProperty } from '@nestjs/swagger';
import { IsBase64, MaxLength } from 'class-validator';
import {
  cityPattern,
  IntegerField,
  OptionalOneOfField,
  OptionalTextField,
  OptionalTruthQuery,
  sitePattern,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { replenishmentLifecycle } from '../replenishment.js';
import type { ReplenishmentState } from '../replenishment.js';

/** 512 KiB, as base64 text. */
export const largestAttachmentBytes = 524_288;
const longestAttachmentText = Math.ceil(largestAttachmentBytes / 3) * 4;

export class RequestEarlyReplenishmentBody {
  @TextField('DL', { pattern: sitePattern })
  site!: string;

  @OptionalTextField('ST31500541AS', {
    most: 100,
    description: 'May be left out where all units owed are of one model.',
  })
  model?: string;

  @IntegerField(1, 1, 100)
  quantity!: number;

  @TextField('Two more failures are expected before the month ends.', { most: 2000 })
  reason!: string;

  @TextField('request.pdf')
  attachmentName!: string;

  @ApiProperty({
    example: 'JVBERi0xLjQK',
    maxLength: longestAttachmentText,
    description:
      'The written request: PDF, JPEG, PNG, DOCX or XLSX, at most 512 KiB; 20 of one person within 24 hours.',
  })
  @IsBase64()
  @MaxLength(longestAttachmentText)
  attachmentBase64!: string;

  @StatedTimeField('2013-04-20T09:00:00+08:00')
  requestedAt?: string;
}

export class ApproveEarlyReplenishmentBody {
  @StatedTimeField('2013-04-20T15:00:00+08:00')
  approvedAt?: string;
}

export class CloseReplenishmentRestBody {
  @TextField('The warehouse has none left of this model.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-05-20T15:00:00+08:00')
  closedAt?: string;
}

export class ReplenishmentQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalOneOfField(replenishmentLifecycle.states)
  state?: ReplenishmentState;

  @OptionalTruthQuery()
  early?: string;
}
