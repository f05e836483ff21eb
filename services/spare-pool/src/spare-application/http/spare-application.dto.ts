import {
  cityPattern,
  IntegerField,
  OptionalOneOfField,
  OptionalTextField,
  sitePattern,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { spareApplicationLifecycle } from '../spare-application.js';
import type { SpareApplicationState } from '../spare-application.js';

export class SubmitSpareApplicationBody {
  @TextField('DL', { pattern: sitePattern })
  site!: string;

  @TextField('ST31500541AS', { most: 100 })
  model!: string;

  @IntegerField(12, 1, 100)
  quantity!: number;

  @TextField('Opening stock', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-04-10T09:00:00+08:00')
  submittedAt?: string;
}

export class ApproveSpareApplicationBody {
  @IntegerField(10, 1, 100, { description: 'At most what was asked for; less approves in part.' })
  quantity!: number;

  @StatedTimeField('2013-04-10T10:00:00+08:00')
  approvedAt?: string;
}

export class RejectSpareApplicationBody {
  @TextField('The city holds enough of this model.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-04-10T10:00:00+08:00')
  rejectedAt?: string;
}

export class WithdrawSpareApplicationBody {
  @TextField('Asked for by mistake.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-04-10T10:00:00+08:00')
  withdrawnAt?: string;
}

export class CloseRestBody {
  @TextField('The warehouse has none left of this model.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-04-12T10:00:00+08:00')
  closedAt?: string;
}

export class SpareApplicationQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalTextField('DL', { pattern: sitePattern })
  site?: string;

  @OptionalOneOfField(spareApplicationLifecycle.states)
  state?: SpareApplicationState;
}
