import type { Serial } from '@rotables/domain-kernel';
import type { Acquisition, AcquisitionWithdrawal, WithdrawalDecision } from './acquisition-withdrawal.js';

/** Withdrawals of acquisitions; also the injection token. */
export abstract class AcquisitionWithdrawals {
  abstract nextNumber(at: Date): Promise<string>;
  /** Locks it. Throws AcquisitionWithdrawalNotFound. */
  abstract load(withdrawalNumber: string): Promise<AcquisitionWithdrawal>;
  /** Throws AcquisitionWithdrawalIsOpen where one of the same unit is proposed already. */
  abstract save(decision: WithdrawalDecision): Promise<AcquisitionWithdrawal>;
  /** The last acquisition of a unit; null where it never was acquired. */
  abstract acquisitionOf(serial: Serial): Promise<Acquisition | null>;
  /** Of units with these serials, however they are typed (W15), those that were acquired and nothing has happened to since. */
  abstract untouchedAmong(serials: readonly string[]): Promise<readonly Serial[]>;
}
