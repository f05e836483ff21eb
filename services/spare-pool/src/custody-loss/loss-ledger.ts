import type { Serial } from '@rotables/domain-kernel';

/** What the ledger says of a loss that has no record of its own: the unit was lost on loan. */
export abstract class LossLedger {
  /** The loan, its site, and who had the unit in keeping. */
  abstract lastLossOf(
    serial: Serial,
  ): Promise<{ readonly document: string; readonly site: string; readonly custodian: string }>;
}
