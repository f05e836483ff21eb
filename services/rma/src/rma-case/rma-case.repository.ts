import type { Serial } from '@rotables/domain-kernel';
import type { CaseDecision, RmaCase } from './rma-case.js';

/** What the receipt of a unit for a case is decided on. */
export interface ReceiptBasis {
  readonly rmaCase: RmaCase;
  /** Of the serial that was scanned; null while no registration of it is known. */
  readonly registeredModel: string | null;
}

/** Where cases are kept; also the injection token. */
export abstract class RmaCases {
  /** Locks the row until the transaction ends. Throws RmaCaseNotFound. */
  abstract load(faultNumber: string): Promise<RmaCase>;
  /** Loads all that a receipt is decided on in one go, the case under lock. Throws RmaCaseNotFound. */
  abstract receiptBasisOf(faultNumber: string, scannedSerial: Serial): Promise<ReceiptBasis>;
  /** As load, or undefined: another service may name a fault number that this one never gave. */
  abstract find(faultNumber: string): Promise<RmaCase | undefined>;
  /** Makes others who report or receive this serial wait until the transaction ends, then gives its open case, locked. */
  abstract findOpenBySerial(serial: Serial): Promise<RmaCase | undefined>;
  /** The closed case, locked, whose unit was charged because it never came (S8). */
  abstract findGivenUpBySerial(serial: Serial): Promise<RmaCase | undefined>;
  /** Saves a new case. Throws OpenCaseExists when the serial has one that this session does not see. */
  abstract add(decision: CaseDecision): Promise<RmaCase>;
  abstract save(decision: CaseDecision): Promise<RmaCase>;
}
