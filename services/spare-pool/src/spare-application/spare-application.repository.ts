import type { Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { SpareApplication } from './spare-application.js';

export abstract class SpareApplications {
  abstract nextNumber(submittedAt: Date): Promise<string>;
  /** Locks the application. Throws SpareApplicationNotFound. */
  abstract load(applicationNumber: string): Promise<SpareApplication>;
  abstract save(decision: Decision<SpareApplication, PoolEvent>): Promise<SpareApplication>;
}
