import { DomainError, formatYuan } from '@rotables/domain-kernel';
import type { Fen } from '@rotables/domain-kernel';
import type { Fee, FeeQuestion } from './fee-schedule.js';

export class FeeDefinedOtherwise extends DomainError {
  readonly code = 'fee-defined-otherwise';
  readonly kind = 'conflict';

  constructor(fee: Fee, earlierFen: Fen) {
    super(
      `The fee ${fee.feeCode} for model ${fee.model ?? 'any'} and city grade ${fee.cityGrade ?? 'any'} is ${formatYuan(earlierFen)} ` +
        `from ${fee.effectiveOn} on and is never changed; define ${formatYuan(fee.amountFen)} from a later day.`,
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
        `${question.cityGrade ?? 'any'}; finance defines it with POST /v1/fees, or state the price yourself where that is allowed.`,
      { ...question },
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
