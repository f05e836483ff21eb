import {
  cityPattern,
  OptionalOneOfField,
  OptionalTextField,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { acquisitionWithdrawalLifecycle, withdrawalCauses } from '../acquisition-withdrawal.js';

export class WithdrawAcquisitionBody {
  @TextField('The serial was mistyped.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-04-17T09:00:00+08:00')
  withdrawnAt?: string;
}

export class ConfirmWithdrawalBody {
  @StatedTimeField('2013-04-17T10:00:00+08:00')
  confirmedAt?: string;
}

export class DeclineWithdrawalBody {
  @TextField('It is ours, by its invoice.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-04-17T10:00:00+08:00')
  declinedAt?: string;
}

export class AcquisitionWithdrawalQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalOneOfField(acquisitionWithdrawalLifecycle.states)
  state?: string;

  @OptionalOneOfField(withdrawalCauses)
  cause?: string;

  @OptionalTextField('SP-ST31500541AS-0003', { most: 100 })
  serial?: string;
}
