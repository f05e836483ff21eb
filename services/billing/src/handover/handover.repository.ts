import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import type { Handover, HandoverDecision } from './handover.js';

/** Where hand-overs are kept; also the injection token. */
export abstract class Handovers {
  /** Until the end of the transaction nobody else hands in for this city. */
  abstract holdCity(city: CityCode): Promise<void>;
  abstract isHandedOver(city: CityCode, businessOn: BusinessDate): Promise<boolean>;
  /** Locked. Throws HandoverNotFound. */
  abstract load(handoverNumber: string): Promise<Handover>;
  abstract save(decision: HandoverDecision): Promise<Handover>;
}
