/** What is measured at every size of a kind, in the order of the table's columns. */
export interface GrowthColumn<Key extends string> {
  readonly key: Key;
  /** Heading of the column and title in the picture. */
  readonly title: string;
  readonly unit: string;
}

/** One size, and what was measured there: every round, or the one value that a size has. */
export interface GrowthPoint<Key extends string> {
  readonly measured: Readonly<Record<Key, readonly number[]>>;
  /** Seconds for filling the databases, and for the whole point. */
  readonly seedSeconds: number;
  readonly seconds: number;
}

export interface FleetPoint extends GrowthPoint<FleetKey> {
  readonly units: number;
  readonly movementsPerUnit: number;
}

export interface BasePoint extends GrowthPoint<BaseKey> {
  readonly registeredUnits: number;
}

export interface Growth {
  readonly fleets: readonly FleetPoint[];
  readonly bases: readonly BasePoint[];
}

/** Of the spare pool: a fleet of spare units with their movements. */
export const fleetColumns = [
  { key: 'loans', title: 'loans', unit: 'commands/s' },
  { key: 'effect', title: 'commit to effect in another service, p99', unit: 'ms' },
  { key: 'clerkList', title: "list of a clerk's city, p95", unit: 'ms' },
  { key: 'shelfList', title: 'list of a shelf, p95', unit: 'ms' },
  { key: 'search', title: 'search by serial, p95', unit: 'ms' },
  { key: 'page', title: 'page of a unit, p95', unit: 'ms' },
  { key: 'statement', title: 'month-end statement of a city', unit: 'ms' },
  { key: 'bytesPerUnit', title: 'disk per unit', unit: 'bytes' },
  { key: 'bytesPerMovement', title: 'disk per movement', unit: 'bytes' },
  { key: 'database', title: 'database', unit: 'MB' },
  { key: 'memory', title: 'memory of the spare pool', unit: 'MB' },
] as const satisfies readonly GrowthColumn<string>[];

/** Of the units that customers have: registered, covered, and known to the cases. */
export const baseColumns = [
  { key: 'registration', title: 'registration from a file', unit: 'units/s' },
  { key: 'relay', title: 'relay', unit: 'messages/s' },
  { key: 'consumer', title: 'consumer', unit: 'events/s' },
  { key: 'customers', title: "a customer's units by telephone, p95", unit: 'ms' },
  { key: 'warrantyBytes', title: 'disk per unit, warranty', unit: 'bytes' },
  { key: 'logBytes', title: 'disk per event kept in the log', unit: 'bytes' },
  { key: 'inboxBytes', title: 'disk per event in an inbox', unit: 'bytes' },
  { key: 'projectionBytes', title: 'disk per unit, rma', unit: 'bytes' },
  { key: 'warrantyMemory', title: 'memory of warranty', unit: 'MB' },
  { key: 'rmaMemory', title: 'memory of rma', unit: 'MB' },
] as const satisfies readonly GrowthColumn<string>[];

export type FleetKey = (typeof fleetColumns)[number]['key'];
export type BaseKey = (typeof baseColumns)[number]['key'];
