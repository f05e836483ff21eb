import type { AccountingPeriod, PeriodDecision } from './accounting-period.js';

/** Where accounting periods are kept; also the injection token. */
export abstract class AccountingPeriods {
  /** Locked, so that no entry comes in; an open one where nothing was written in it yet. */
  abstract load(period: string): Promise<AccountingPeriod>;
  /** Earlier periods that have entries and are open, in order. */
  abstract openBefore(period: string): Promise<readonly string[]>;
  abstract save(decision: PeriodDecision): Promise<AccountingPeriod>;
}
