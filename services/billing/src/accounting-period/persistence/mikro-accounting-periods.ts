import { Injectable } from '@nestjs/common';
import { periodClosedV1 } from '@rotables/contracts';
import { appendEvents } from '@rotables/outbox';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import type { AccountingPeriod, PeriodDecision } from '../accounting-period.js';
import { AccountingPeriods } from '../accounting-period.repository.js';
import { AccountingPeriodSchema, CarriedForwardSchema } from './accounting-period.schema.js';

@Injectable()
export class MikroAccountingPeriods extends AccountingPeriods {
  override async load(period: string): Promise<AccountingPeriod> {
    await UnitOfWork.preparedQuery(
      'accounting-period-begin',
      `insert into accounting_period (period, state, version) values ($1, 'open', 0) on conflict do nothing`,
      [period],
    );
    const row = await lockRow(AccountingPeriodSchema, { period }, () => {
      throw new Error(`The accounting period ${period} is gone; rows of this table are never deleted.`);
    });
    return { ...row };
  }

  override async openBefore(period: string): Promise<readonly string[]> {
    const { rows } = await UnitOfWork.preparedQuery<{ period: string }>(
      'accounting-period-open-before',
      `select period from accounting_period
       where state = 'open' and period < $1 and exists (select from journal_entry where journal_entry.period = accounting_period.period)
       order by period`,
      [period],
    );
    return rows.map((row) => row.period);
  }

  override async save({ state, events, carriedForward }: PeriodDecision): Promise<AccountingPeriod> {
    const { period } = state;
    const em = UnitOfWork.current();
    const version = await appendEvents(
      { topic: periodClosedV1.topic, key: period, city: null, version: state.version },
      events,
    );
    const saved = { ...state, version };
    if (carriedForward.length > 0) {
      await em.insertMany(
        CarriedForwardSchema,
        carriedForward.map((carried) => ({ ...carried, period })),
      );
    }
    await em.nativeUpdate(AccountingPeriodSchema, { period }, saved);
    return saved;
  }
}
