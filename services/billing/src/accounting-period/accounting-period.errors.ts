import { DomainError } from '@rotables/domain-kernel';
import type { BusinessDate } from '@rotables/domain-kernel';
import type { OpenException } from '../matching/open-exception.js';

export class PeriodNotOver extends DomainError {
  readonly code = 'period-not-over';
  readonly kind = 'refused';

  constructor(period: string, lastDay: BusinessDate) {
    super(`${period} goes on until ${lastDay}; close it after that day.`, { period, lastDay });
  }
}

export class EarlierPeriodOpen extends DomainError {
  readonly code = 'earlier-period-open';
  readonly kind = 'refused';

  constructor(period: string, openBefore: readonly string[]) {
    super(`${openBefore.join(', ')} have entries and are open; close them before ${period}.`, { period, openBefore });
  }
}

export class PeriodHasOpenExceptions extends DomainError {
  readonly code = 'period-has-open-exceptions';
  readonly kind = 'refused';

  constructor(period: string, open: readonly OpenException[]) {
    const ids = open.map(({ exceptionId }) => exceptionId);
    super(
      `${period} cannot be closed: open and not carried forward are ${ids.join(', ')}; settle them, or name each in carryForward with reason and owner.`,
      {
        period,
        open: ids,
      },
    );
  }
}
