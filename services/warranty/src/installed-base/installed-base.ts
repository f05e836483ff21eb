import { installedBaseChangedV1, type InstalledBaseChanged } from '@rotables/contracts';
import type { BusinessDate, CityCode, Decision } from '@rotables/domain-kernel';
import { InstalledBaseWouldBeNegative } from './installed-base.errors.js';

/** How many units of one model are installed in one city (W14): the sum of its changes. */
export interface InstalledBase {
  readonly city: CityCode;
  readonly model: string;
  readonly installed: number;
  readonly version: number;
}

export interface InstalledBaseEvent {
  readonly type: typeof installedBaseChangedV1.type;
  readonly body: InstalledBaseChanged;
}

/** One change, as it is appended to the record of changes. */
export interface BaseChange {
  readonly changedOn: BusinessDate;
  /** Units that came (positive) or went (negative). */
  readonly delta: number;
  /** The registration, fault or scrap record behind it. */
  readonly document: string;
}

export const installedBaseTopic = installedBaseChangedV1.topic;

/** The key of the base's events. */
export function installedBaseKey({ city, model }: Pick<InstalledBase, 'city' | 'model'>): string {
  return `${city}:${model}`;
}

/** Units came or went on a day (W14). Throws {@link InstalledBaseWouldBeNegative}: more would leave than there are. */
export function change(
  base: InstalledBase,
  { changedOn, delta }: BaseChange,
): Decision<InstalledBase, InstalledBaseEvent> {
  const installed = base.installed + delta;
  if (installed < 0) throw new InstalledBaseWouldBeNegative(base.city, base.model, base.installed, delta);
  const { city, model } = base;
  return {
    state: { ...base, installed },
    events: [{ type: installedBaseChangedV1.type, body: { city, model, changedOn, delta, installed } }],
  };
}
