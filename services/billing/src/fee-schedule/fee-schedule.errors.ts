import { DomainError, formatYuan } from '@rotables/domain-kernel';
import type { Fen } from '@rotables/domain-kernel';
import type { Fee, FeeQuestion } from './fee-schedule.js';

export class FeeDefinedOtherwise extends DomainError {
  readonly code = 'fee-defined-otherwise';
  readonly kind = 'conflict';

  constructor(fee: Fee, earlierFen: Fen) {
    super(
      `The fee ${fee.feeCode} for model ${fee.model ?? 'any'} and city grade ${fee.cityGrade ?? 'any'} is ${formatYuan(earlierFen)} ` +
        `from ${fee.effectiveOn} on and is never changed; define ${formatYuan(fee.amountFen)} from a later day, or, where it was typed wrongly today, ` +
        'correct it.',
      {
        feeCode: fee.feeCode,
        model: fee.model,
        cityGrade: fee.cityGrade,
        effectiveOn: fee.effectiveOn,
        amountFen: earlierFen,
      },
    );
  }
}

export class FeeNotDefined extends DomainError {
  readonly code = 'fee-not-defined';
  readonly kind = 'refused';

  constructor(question: FeeQuestion) {
    super(
      `No fee ${question.feeCode} is in force on ${question.asOf} for model ${question.model ?? 'any'} and city grade ` +
        `${question.cityGrade ?? 'any'}; choose a code of the schedule, or have finance define the fee.`,
      { ...question },
    );
  }
}

export class FeeNotToCorrect extends DomainError {
  readonly code = 'fee-not-to-correct';
  readonly kind = 'refused';

  constructor({ feeCode, model, cityGrade, effectiveOn }: Fee, found: Fee | undefined) {
    const state = found ? `was entered on ${found.definedOn ?? 'an earlier day'}` : 'is not in the schedule';
    super(
      `The fee ${feeCode} for model ${model ?? 'any'} and city grade ${cityGrade ?? 'any'} from ${effectiveOn} on ${state}; ` +
        'only a line of today is corrected, any other is followed by one from a later day.',
      { feeCode, model, cityGrade, effectiveOn, definedOn: found?.definedOn ?? null },
    );
  }
}

export class NoFeeInForce extends DomainError {
  readonly code = 'no-fee-in-force';
  readonly kind = 'not-found';

  constructor(feeCode: string, model: string | null, city: string | null, asOf: string) {
    super(
      `No fee ${feeCode} is in force on ${asOf} for model ${model ?? 'any'} in ${city ?? 'any city'}; GET /v1/fees lists the schedule.`,
      { feeCode, model, city, asOf },
    );
  }
}
