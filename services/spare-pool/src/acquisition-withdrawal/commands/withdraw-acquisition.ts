import { Injectable } from '@nestjs/common';
import { ensureCityInScope } from '@rotables/domain-kernel';
import type { Serial, Session } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { UnitHeldForScrap } from '../../scrap-hold/scrap-hold.js';
import { ScrapHolds } from '../../scrap-hold/scrap-hold.repository.js';
import { placeText, withdrawnPlace } from '../../spare-unit/place.js';
import { UnitNotAvailable } from '../../spare-unit/spare-unit.errors.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { UnitWasNotAcquired } from '../acquisition-withdrawal.errors.js';
import {
  confirmWithdrawal,
  declineWithdrawal,
  withdrawAcquisition,
  type AcquisitionWithdrawal,
  type WithdrawalDecision,
} from '../acquisition-withdrawal.js';
import { AcquisitionWithdrawals } from '../acquisition-withdrawal.repository.js';

export interface WithdrawAcquisitionCommand {
  readonly session: Session;
  readonly serial: Serial;
  readonly reason: string;
  readonly at: Date;
}

export interface DecideWithdrawalCommand {
  readonly session: Session;
  readonly withdrawalNumber: string;
  readonly at: Date;
}

/** Commands: what was entered as the company's and is not leaves the ledger, by a movement that says so (S9, E1, E2). */
@Injectable()
export class WithdrawAcquisition {
  constructor(
    private readonly withdrawals: AcquisitionWithdrawals,
    private readonly ledger: SpareUnitLedger,
    private readonly holds: ScrapHolds,
  ) {}

  /** By a person. */
  async execute({ session, serial, reason, at }: WithdrawAcquisitionCommand): Promise<AcquisitionWithdrawal> {
    const unit = await this.ledger.load(serial);
    ensureCityInScope(session, unit.city);
    await this.ensureInHouse(unit);
    const acquisition = await this.withdrawals.acquisitionOf(serial);
    if (!acquisition) throw new UnitWasNotAcquired(serial);
    const withdrawalNumber = await this.withdrawals.nextNumber(at);
    const facts = { withdrawalNumber, cause: 'mistake' as const, reason, by: session.actor, at };
    return this.save(withdrawAcquisition(unit, acquisition, facts), unit, 'refuse');
  }

  async confirm({ session, withdrawalNumber, at }: DecideWithdrawalCommand): Promise<AcquisitionWithdrawal> {
    const withdrawal = await this.withdrawals.load(withdrawalNumber);
    const unit = await this.ledger.load(withdrawal.serial);
    ensureCityInScope(session, unit.city);
    const decision = confirmWithdrawal(withdrawal, session.actor, at);
    await this.ensureInHouse(unit);
    return this.save(decision, unit, 'refuse');
  }

  async decline(command: DecideWithdrawalCommand & { readonly reason: string }): Promise<AcquisitionWithdrawal> {
    const { session, withdrawalNumber, at, reason } = command;
    const withdrawal = await this.withdrawals.load(withdrawalNumber);
    ensureCityInScope(session, withdrawal.city);
    return this.withdrawals.save(declineWithdrawal(withdrawal, { by: session.actor, at, reason }));
  }

  /**
   * Warranty covers these devices at customers. An acquisition that nothing has followed yields to that (S9): whoever acquired them had not
   * heard of it. What something has followed stays where people see it, as both.
   */
  async yieldTo(registered: readonly string[], at: Date): Promise<void> {
    const { actor } = UnitOfWork.session();
    for (const serial of await this.withdrawals.untouchedAmong(registered)) {
      const unit = await this.ledger.load(serial);
      const withdrawalNumber = await this.withdrawals.nextNumber(at);
      const reason = 'Warranty covers it at a customer.';
      const facts = { withdrawalNumber, cause: 'registered' as const, reason, by: actor, at };
      await this.save(withdrawAcquisition(unit, { acquiredBy: actor, isUntouched: true }, facts), unit, 'enter-late');
    }
  }

  private async save(
    decision: WithdrawalDecision,
    unit: SpareUnit,
    lateness: 'refuse' | 'enter-late',
  ): Promise<AcquisitionWithdrawal> {
    const { state, withdrawalNumber: document, decidedAt } = decision.state;
    if (state === 'done' && decidedAt) {
      const facts = { to: withdrawnPlace, city: unit.city, custodian: null, owner: 'customer' as const, document };
      const books = await this.ledger.openBooks([unit.city]);
      await this.ledger.record([moveUnit(unit, 'withdrawAcquisition', { ...facts, at: decidedAt, lateness }, books)]);
    }
    return this.withdrawals.save(decision);
  }

  /** What is out is brought in first: a unit on loan, on its way or lost is in somebody's name. */
  private async ensureInHouse({ serial, owner, place }: SpareUnit): Promise<void> {
    const isInHouse = place.kind === 'site' || place.kind === 'quarantine';
    if (!isInHouse || owner !== 'company') {
      throw new UnitNotAvailable(serial, placeText(place), 'the company’s, on a shelf or in quarantine of ours');
    }
    const hold = await this.holds.heldOf(serial);
    if (hold) throw new UnitHeldForScrap(serial, hold.scrapNumber);
  }
}
