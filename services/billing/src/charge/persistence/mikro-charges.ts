import { LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { chargePostedV1 } from '@rotables/contracts';
import { noFen, serialKey, type CityCode, type Serial } from '@rotables/domain-kernel';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import type { JournalEntry } from '../../journal/journal.js';
import { ofSerial } from '../../storage/persistence/of-serial.js';
import { saveAggregate } from '../../storage/persistence/aggregate-rows.js';
import type { ChargeClaim } from '../charge-claim.js';
import { lossSource } from '../claims-of-events.js';
import { ChargeNotFound } from '../charge.errors.js';
import type { Charge, ChargeDecision } from '../charge.js';
import { Charges, FoundUnits, PendingCharges, type PendingCharge } from '../charge.repository.js';
import { postNewCharge } from './charge-posting.js';
import { ChargeSchema, FoundUnitSchema, PendingChargeSchema } from './charge.schema.js';

const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

@Injectable()
export class MikroCharges extends Charges {
  override async load(chargeNumber: string): Promise<Charge> {
    return { ...(await lockRow(ChargeSchema, { chargeNumber }, () => new ChargeNotFound(chargeNumber))) };
  }

  override save({ state, events }: ChargeDecision): Promise<Charge> {
    const { chargeNumber, city } = state;
    const row = { entity: ChargeSchema, where: { chargeNumber }, topic: chargePostedV1.topic, key: chargeNumber, city };
    return saveAggregate(row, state, events);
  }

  override post(decision: ChargeDecision, entry: JournalEntry): Promise<Charge> {
    return postNewCharge(decision, entry);
  }

  override async isPosted(source: string): Promise<boolean> {
    return (await UnitOfWork.current().count(ChargeSchema, { source })) > 0;
  }

  override async standingOf(source: string): Promise<Charge | undefined> {
    const row = await UnitOfWork.current().findOne(ChargeSchema, { source, state: { $ne: 'reversed' } }, locked);
    return row ? { ...row } : undefined;
  }

  override async chargedForSpare({
    source,
    faultNumber,
    loanNumber,
    reason,
  }: ChargeClaim): Promise<string | undefined> {
    const ofLoan = loanNumber === null ? [] : [{ loanNumber }];
    const ofCase = { faultNumber, reason: reason === 'repair' ? 'unreturned-advance' : 'repair' } as const;
    const spareStayed = faultNumber === null ? [] : [{ ...ofCase, amountFen: { $gt: noFen }, quoteNumber: null }];
    if (ofLoan.length + spareStayed.length === 0) return undefined;
    const row = await UnitOfWork.current().findOne(
      ChargeSchema,
      { source: { $ne: source }, state: { $ne: 'reversed' }, $or: [...ofLoan, ...spareStayed] },
      { orderBy: { chargeNumber: 'asc' }, disableIdentityMap: true },
    );
    return row?.chargeNumber;
  }

  override async serviceFeesOf(serial: Serial): Promise<readonly Charge[]> {
    const rows = await UnitOfWork.current().find(
      ChargeSchema,
      { ...ofSerial(serial), reason: 'service-fee', state: { $ne: 'reversed' } },
      { ...locked, orderBy: { periodFromOn: 'asc' } },
    );
    return rows.map((row) => ({ ...row }));
  }

  override async standingCompensations(serial: Serial, lostUntil: Date): Promise<readonly Charge[]> {
    const rows = await UnitOfWork.current().find(
      ChargeSchema,
      {
        ...ofSerial(serial),
        source: { $like: `${lossSource}%` },
        state: { $ne: 'reversed' },
        postedAt: { $lte: lostUntil },
      },
      { ...locked, orderBy: { chargeNumber: 'asc' } },
    );
    return rows.map((row) => ({ ...row }));
  }
}

const oldestFirst = { ...locked, orderBy: { postedAt: 'asc', source: 'asc' } } as const;

@Injectable()
export class MikroPendingCharges extends PendingCharges {
  override async hold({ claim, because, sentence }: PendingCharge): Promise<void> {
    await UnitOfWork.current().upsert(PendingChargeSchema, { ...claim, because, sentence });
  }

  override async release(source: string): Promise<void> {
    await UnitOfWork.current().nativeDelete(PendingChargeSchema, { source });
  }

  override async ofFault(faultNumber: string): Promise<readonly ChargeClaim[]> {
    const rows = await UnitOfWork.current().find(PendingChargeSchema, { faultNumber }, oldestFirst);
    return rows.map(claimOf);
  }

  override async withoutPrice(): Promise<readonly ChargeClaim[]> {
    const rows = await UnitOfWork.current().find(PendingChargeSchema, { because: 'price-missing' }, oldestFirst);
    return rows.map(claimOf);
  }

  override async compensationsOf(serial: Serial, lostUntil: Date): Promise<readonly ChargeClaim[]> {
    const where = { ...ofSerial(serial), source: { $like: `${lossSource}%` }, postedAt: { $lte: lostUntil } };
    const rows = await UnitOfWork.current().find(PendingChargeSchema, where, oldestFirst);
    return rows.map(claimOf);
  }
}

@Injectable()
export class MikroFoundUnits extends FoundUnits {
  override async hold(serial: Serial): Promise<void> {
    await UnitOfWork.preparedQuery('found-unit-hold', 'select pg_advisory_xact_lock(hashtextextended($1, 1))', [
      `unit:${serialKey(serial)}`,
    ]);
  }

  override async record(serial: Serial, city: CityCode, foundAt: Date): Promise<void> {
    await UnitOfWork.preparedQuery(
      'found-unit-record',
      'insert into found_unit_projection (serial, city, found_at) values ($1, $2, $3) on conflict do nothing',
      [serial, city, foundAt.toISOString()],
    );
  }

  override async foundSince(serial: Serial, since: Date): Promise<Date | undefined> {
    const row = await UnitOfWork.current().findOne(
      FoundUnitSchema,
      { ...ofSerial(serial), foundAt: { $gte: since } },
      { orderBy: { foundAt: 'asc' }, disableIdentityMap: true },
    );
    return row?.foundAt;
  }
}

function claimOf(claim: ChargeClaim): ChargeClaim {
  const { source, reason, city, faultNumber, serial, model, debtor, pieces, postedAt, aboutOn } = claim;
  const { pricedOn, loanNumber } = claim;
  return {
    ...{ source, reason, city, faultNumber, serial, model, debtor, pieces, postedAt, aboutOn },
    ...{ pricedOn, loanNumber },
  };
}
