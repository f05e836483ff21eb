import {
  cityPattern,
  faultNumberPattern,
  OneOfField,
  OptionalOneOfField,
  OptionalTextField,
  sitePattern,
  SortedPageQuery,
  StatedTimeField,
  TextField,
} from '../../http-fields.js';
import { keepLifecycle, loanKinds, loanLifecycle, lossLifecycle, returnConditions } from '../loan.js';
import type { KeepState, LoanKind, LoanState, LossState, ReturnCondition } from '../loan.js';

export class LendBody {
  @TextField('FR-20130416-0007', { pattern: faultNumberPattern })
  faultNumber!: string;

  @TextField('DL', { pattern: sitePattern })
  site!: string;

  @OptionalTextField('ST31500541AS', {
    most: 100,
    description: 'The model of the defective unit, where the case does not say it; compared where it does.',
  })
  model?: string;

  @OptionalTextField('9VS3FM1J', { most: 100, description: 'Compared with what the case says; not needed.' })
  defectiveSerial?: string;

  @OneOfField(loanKinds)
  loanKind!: LoanKind;

  @OptionalTextField('SP-ST31500541AS-0003', {
    most: 100,
    description: 'The unit to lend; the oldest that will do if left out.',
  })
  serial?: string;

  @StatedTimeField('2013-04-16T11:00:00+08:00')
  loanedAt?: string;

  @OptionalTextField('2013-05-16', {
    description:
      '30 days, or 10 working days for an advance replacement, if left out; 90 days at most, or those working days.',
  })
  dueBackOn?: string;
}

export class TakeBackBody {
  @TextField('SP-ST31500541AS-0003', { most: 100 })
  scannedSerial!: string;

  @OptionalTextField('DL', {
    pattern: sitePattern,
    description: 'A site of the same city; the lending one if left out.',
  })
  site?: string;

  @StatedTimeField('2013-04-25T16:00:00+08:00')
  returnedAt?: string;

  @OneOfField(returnConditions, { description: 'damaged: by the customer, who owes its price (S7).' })
  condition!: ReturnCondition;

  @OptionalTextField('All functions for 2 h.', {
    most: 2000,
    description: 'What its test found; a good unit does not go to the shelf without (R7).',
  })
  measured?: string;
}

export class ProposeKeepBody {
  @StatedTimeField('2013-04-25T15:00:00+08:00')
  proposedAt?: string;
}

export class DeclineKeepBody {
  @TextField('The unit can be repaired.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-04-25T16:00:00+08:00')
  declinedAt?: string;
}

export class KeepBody {
  @StatedTimeField('2013-04-25T16:00:00+08:00')
  madeAt?: string;
}

export class LoanLostBody {
  @OptionalOneOfField(['customer', 'custodian'], {
    description:
      "Who owes its price: the customer unless stated, once another person confirms it (S7); the custodian by his own word or headquarters'.",
  })
  liable?: 'customer' | 'custodian';

  @StatedTimeField('2013-04-25T16:00:00+08:00')
  lostAt?: string;
}

export class ConfirmLossBody {
  @StatedTimeField('2013-04-25T17:00:00+08:00')
  confirmedAt?: string;
}

export class DeclineLossBody {
  @TextField('He has found it.', { most: 2000 })
  reason!: string;

  @StatedTimeField('2013-04-25T17:00:00+08:00')
  declinedAt?: string;
}

export class MarkOverdueBody {
  @TextField('2013-05-02', {
    description: 'A day, or an instant of it: whose defective unit was due before it is charged.',
  })
  asOf!: string;
}

export class ChargeOverdueBody {
  @OptionalTextField('2013-05-02', {
    description: 'A day, or an instant of it, after the one on which it was due; now when left out.',
  })
  asOf?: string;
}

export class LoanQuery extends SortedPageQuery {
  @OptionalTextField('DL', { pattern: cityPattern })
  city?: string;

  @OptionalOneOfField(loanLifecycle.states)
  status?: LoanState;

  @OptionalOneOfField(keepLifecycle.states, { description: 'Whether somebody proposed that the spare stays.' })
  keepState?: KeepState;

  @OptionalOneOfField(lossLifecycle.states, { description: 'Whether somebody said that the customer lost it.' })
  lossState?: LossState;

  @OptionalTextField('2013-05-02', { description: 'Loans that are out and were due back before this day.' })
  overdueAsOf?: string;

  @OptionalTextField('2013-05-02', {
    description:
      'Advance replacements whose defective unit was due before this day and has neither come in nor been charged (S8).',
  })
  chargeableAsOf?: string;

  @OptionalTextField('FR-20130416-0007', { most: 40 })
  faultNumber?: string;

  @OptionalTextField('SP-ST31500541AS-0003', { most: 100, description: 'The spare, or the defective unit.' })
  serial?: string;
}
