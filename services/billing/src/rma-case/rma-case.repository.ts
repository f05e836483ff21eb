import type { CaseIdentity, RmaCase } from './rma-case.js';

/** Where billing keeps what it knows of cases; also the injection token. */
export abstract class RmaCases {
  /** Locked. Throws CaseNotFound. */
  abstract load(faultNumber: string): Promise<RmaCase>;
  /** Locked until the end of the transaction, so that facts about one case never pass each other unseen. */
  abstract loadOrBegin(identity: CaseIdentity): Promise<RmaCase>;
  /** Locked; undefined when nothing was heard of the case yet. */
  abstract find(faultNumber: string): Promise<RmaCase | undefined>;
  abstract save(rmaCase: RmaCase): Promise<void>;
}
