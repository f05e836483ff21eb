import { DomainError, formatYuan, sumFen } from '@rotables/domain-kernel';
import type { BusinessDate, Fen } from '@rotables/domain-kernel';
import type { Receipt } from '../receipt/receipt.js';

export class HandoverNotFound extends DomainError {
  readonly code = 'handover-not-found';
  readonly kind = 'not-found';

  constructor(handoverNumber: string) {
    super(`There is no hand-over ${handoverNumber} in your cities; GET /v1/handovers lists them.`, { handoverNumber });
  }
}

export class DayHandedOver extends DomainError {
  readonly code = 'day-handed-over';
  readonly kind = 'conflict';

  constructor(handoverNumber: string) {
    super(
      `That day was handed in already as ${handoverNumber}; list receipts that came later in the hand-over of a later day.`,
      { handoverNumber },
    );
  }
}

export class HandoverIncomplete extends DomainError {
  readonly code = 'handover-incomplete';
  readonly kind = 'refused';

  constructor(missing: readonly Receipt[], businessOn: BusinessDate) {
    const numbers = missing.map(({ receiptNumber }) => receiptNumber);
    const total = sumFen(missing.map(({ amountFen }) => amountFen));
    super(
      `receiptNumbers lacks ${numbers.join(', ')} (together ${formatYuan(total)} of ${businessOn}); list every receipt of the day, however it was paid.`,
      { missing: numbers, missingFen: total },
    );
  }
}

export class ReceiptsNotInPlace extends DomainError {
  readonly code = 'receipts-not-in-place';
  readonly kind = 'refused';

  constructor(receiptNumbers: readonly string[], businessOn: BusinessDate) {
    super(
      `receiptNumbers has ${receiptNumbers.join(', ')}, but these are not receipts of the city up to ${businessOn} that wait to be handed in; leave them out.`,
      { receiptNumbers },
    );
  }
}

export class HandoverSumDiffers extends DomainError {
  readonly code = 'handover-sum-differs';
  readonly kind = 'refused';

  constructor(cashFen: Fen, receiptsFen: Fen) {
    super(
      `cashFen is ${cashFen} (${formatYuan(cashFen)}), but the cash receipts come to ${receiptsFen} (${formatYuan(receiptsFen)}); ` +
        'correct it, or hand in what there is and say why in differenceReason.',
      { cashFen, receiptsFen },
    );
  }
}

export class NoDifferenceToClear extends DomainError {
  readonly code = 'no-difference-to-clear';
  readonly kind = 'refused';

  constructor(handoverNumber: string) {
    super(`${handoverNumber} was counted as its receipts say, so that there is no difference to clear.`, {
      handoverNumber,
    });
  }
}

export class SecondPersonMustCount extends DomainError {
  readonly code = 'second-person-must-count';
  readonly kind = 'refused';

  constructor(handoverNumber: string, person: string) {
    super(`${person} handed ${handoverNumber} in and may not count it too; another person has to.`, {
      handoverNumber,
      person,
    });
  }
}

export class SecondPersonMustClear extends DomainError {
  readonly code = 'second-person-must-clear';
  readonly kind = 'refused';

  constructor(handoverNumber: string, person: string) {
    super(`${person} counted ${handoverNumber} and may not clear its difference too; another person has to.`, {
      handoverNumber,
      person,
    });
  }
}
