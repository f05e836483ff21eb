import type { InferEntity } from '@mikro-orm/postgresql';
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
    return { feeCode, fees: inPlace(rows), version };
  }

  override async save({ state, events, added, superseded }: FeeScheduleDecision): Promise<FeeSchedule> {
    if (added.length === 0) return state;
    const em = UnitOfWork.current();
    const { feeCode } = state;
    const source = { topic: feeDefinedV1.topic, key: feeCode, city: null, version: state.version };
    const version = await appendEvents(source, events);
    const supersedes = superseded === null ? null : await idOf(superseded);
    await em.insertMany(
      FeeSchema,
      added.map((fee) => ({ ...lineOf(fee), supersedes })),
    );
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
    return inPlace(rows);
  }

  override async candidatesHeld(question: FeeQuestion): Promise<readonly Fee[]> {
    await lockedVersion(question.feeCode, 'share');
    return this.candidates(question);
  }
}

type FeeRow = InferEntity<typeof FeeSchema>;

/** Without the lines whose place another has taken: it is of the same model, grade and day, so that one look finds both. */
function inPlace(rows: readonly FeeRow[]): readonly FeeRow[] {
  const gone = new Set(rows.map(({ supersedes }) => supersedes));
  return rows.filter(({ feeId }) => !gone.has(feeId));
}

async function idOf({ feeCode, model, cityGrade, effectiveOn }: Fee): Promise<number> {
  const where = { feeCode, model, cityGrade, effectiveOn };
  const [row] = inPlace(await UnitOfWork.current().find(FeeSchema, where, { disableIdentityMap: true }));
  if (!row)
    throw new Error(`The line of ${feeCode} from ${effectiveOn} on is gone; rows of this table are never deleted.`);
  return row.feeId;
}

function lineOf(fee: Fee) {
  const { feeCode, description, model, cityGrade, amountFen, effectiveOn, definedOn, correctionReason } = fee;
  return { feeCode, description, model, cityGrade, amountFen, effectiveOn, definedOn, correctionReason };
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
