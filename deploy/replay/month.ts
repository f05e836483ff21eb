/** What a month's directory says, once it has been read and found right. Days are business dates, YYYY-MM-DD. */

export interface CityRow {
  readonly city: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly siteKind: 'headquarters' | 'branch' | 'station';
}

export interface PlanRow {
  readonly plan: string;
  readonly kind: 'term' | 'service-fee';
  readonly contractMonths: number;
  readonly vendorMonths: number;
  readonly refundDays: number;
  readonly freeReplacementMonths: number;
  readonly afterTerm: 'parts-cost-only' | 'paid';
}

export interface UnitRow {
  readonly serial: string;
  readonly model: string;
  readonly city: string;
  readonly plan: string;
  readonly acceptanceOn: string;
  readonly installedOn: string;
}

export interface PoolRow {
  readonly serial: string;
  readonly model: string;
}

export interface FaultRow {
  readonly reportedOn: string;
  readonly serial: string;
}

/** What must come out; every part is optional. */
export interface Expectation {
  readonly file: string;
  readonly entitlements: Readonly<Record<string, string>>;
  readonly bases: Readonly<
    Record<string, Readonly<Record<string, { readonly installed: number; readonly allocation: number }>>>
  >;
}

export interface Month {
  readonly directory: string;
  /** YYYY-MM */
  readonly month: string;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly units: readonly UnitRow[];
  readonly pool: readonly PoolRow[];
  /** In the order of their days, and within a day of the file. */
  readonly faults: readonly FaultRow[];
  readonly expectations: readonly Expectation[];
}

/** All that one run replays, the months in their order. */
export interface Script {
  readonly cities: readonly CityRow[];
  readonly plans: readonly PlanRow[];
  readonly months: readonly Month[];
  /** Every unit that is ever installed, by its serial. */
  readonly units: ReadonlyMap<string, UnitRow>;
}
