import { Injectable } from '@nestjs/common';
import { feeDefinedV1 } from '@rotables/contracts';
import { appendEvents } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import type { Fee, FeeQuestion, FeeSchedule, FeeScheduleDecision } from '../fee-schedule.js';
import { FeeSchedules } from '../fee-schedule.repository.js';
import { FeeScheduleSchema, FeeSchema } from './fee-schedule.schema.js';

@Injectable()
export class MikroFeeSchedules extends FeeSchedules {
  override async load(feeCode: string): Promise<FeeSchedule> {
    const version = await lockedVersion(feeCode, 'update');
    const rows = await UnitOfWork.current().find(FeeSchema, { feeCode }, { disableIdentityMap: true });
    return { feeCode, fees: rows.map((row) => ({ ...row })), version };
  }

  override async save({ state, events, added }: FeeScheduleDecision): Promise<FeeSchedule> {
    if (added.length === 0) return state;
    const em = UnitOfWork.current();
    const { feeCode } = state;
    const source = { topic: feeDefinedV1.topic, key: feeCode, city: null, version: state.version };
    const version = await appendEvents(source, events);
    await em.insertMany(FeeSchema, added.map(lineOf));
    await em.nativeUpdate(FeeScheduleSchema, { feeCode }, { version });
    return { ...state, version };
  }

  override async candidates(question: FeeQuestion): Promise<readonly Fee[]> {
    const { feeCode, model, cityGrade, asOf } = question;
    const rows = await UnitOfWork.current().find(
      FeeSchema,
      {
        feeCode,
        effectiveOn: { $lte: asOf },
        $and: [{ $or: [{ model: null }, { model }] }, { $or: [{ cityGrade: null }, { cityGrade }] }],
      },
      { disableIdentityMap: true },
    );
    return rows.map((row) => ({ ...row }));
  }

  override async candidatesHeld(question: FeeQuestion): Promise<readonly Fee[]> {
    await lockedVersion(question.feeCode, 'share');
    return this.candidates(question);
  }
}

function lineOf({ feeCode, description, model, cityGrade, amountFen, effectiveOn }: Fee) {
  return { feeCode, description, model, cityGrade, amountFen, effectiveOn };
}

/** Whoever adds a fee and whoever misses one take turns, so that a claim never waits for a fee that is there. */
async function lockedVersion(feeCode: string, strength: 'update' | 'share'): Promise<number> {
  await UnitOfWork.preparedQuery(
    'fee-schedule-begin',
    'insert into fee_schedule (fee_code, version) values ($1, 0) on conflict do nothing',
    [feeCode],
  );
  const { rows } = await UnitOfWork.preparedQuery<{ version: number }>(
    `fee-schedule-lock-${strength}`,
    `select version from fee_schedule where fee_code = $1 for ${strength}`,
    [feeCode],
  );
  return rows[0]?.version ?? 0;
}
