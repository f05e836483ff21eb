/**
 * Prices and specification grades of the sample. The data has no prices: these are made up, and follow from the capacity alone.
 */

/** Capacity of each model of the sample fleet in GB; it is the specification grade, by which substitutes are judged (W12). */
const capacityInGigabytes: Readonly<Record<string, number>> = {
  'HGST HMS5C4040ALE640': 4_000,
  'Hitachi HDS5C3030ALA630': 3_000,
  'Hitachi HDS5C3030BLE630': 3_000,
  'Hitachi HDS5C4040ALE630': 4_000,
  'Hitachi HDS722020ALA330': 2_000,
  'Hitachi HDS723020BLA642': 2_000,
  'Hitachi HDS723030ALA640': 3_000,
  'Hitachi HDS723030BLE640': 3_000,
  'Hitachi HDT721010SLA360': 1_000,
  'SAMSUNG HD103UJ': 1_000,
  ST1500DL001: 1_500,
  ST1500DL003: 1_500,
  ST1500DM003: 1_500,
  ST2000DL001: 2_000,
  ST2000DL003: 2_000,
  ST2000DM001: 2_000,
  ST3000DM001: 3_000,
  ST31500341AS: 1_500,
  ST31500541AS: 1_500,
  ST32000542AS: 2_000,
  ST320005XXXX: 2_000,
  ST33000651AS: 3_000,
  ST4000DX000: 4_000,
  'TOSHIBA DT01ACA300': 3_000,
  'WDC WD1001FALS': 1_000,
  'WDC WD10EACS': 1_000,
  'WDC WD10EADS': 1_000,
  'WDC WD10EADX': 1_000,
  'WDC WD10EALS': 1_000,
  'WDC WD10EARS': 1_000,
  'WDC WD10EARX': 1_000,
  'WDC WD15EADS': 1_500,
  'WDC WD15EARS': 1_500,
  'WDC WD30EFRX': 3_000,
  'WDC WD30EZRS': 3_000,
  'WDC WD30EZRX': 3_000,
};

/** For a model that the table does not know, as another month may bring one. */
const gradeOfUnknownModel = 1_000;
const basePriceFen = 30_000;
const priceFenPerGigabyte = 20;

/** Higher is better. */
export function specificationGradeOf(model: string): number {
  return capacityInGigabytes[model] ?? gradeOfUnknownModel;
}

/** What one unit costs, in fen. */
export function unitPriceFen(model: string): number {
  return basePriceFen + priceFenPerGigabyte * specificationGradeOf(model);
}

/** Parts at cost of a usual repair of the model, in fen: three tenths of the unit. */
export function partsFen(model: string): number {
  return Math.round((unitPriceFen(model) * 3) / 10);
}

/** A month more of the coverage, in fen: a hundredth of the unit. */
export function renewalMonthFen(model: string): number {
  return Math.round(unitPriceFen(model) / 100);
}

/** A month of the service fee, in fen: a fiftieth of the unit (W4). */
export function serviceFeeMonthFen(model: string): number {
  return Math.round(unitPriceFen(model) / 50);
}

/** An hour of work, in fen, by the grade of the city (B1). */
export const labourFen = { A: 6_000, B: 5_000, C: 4_000 } as const;
export type CityGrade = keyof typeof labourFen;

/** Headquarters are dearest, stations cheapest. */
export function cityGradeOf(siteKind: string): CityGrade {
  if (siteKind === 'headquarters') return 'A';
  return siteKind === 'branch' ? 'B' : 'C';
}

/**
 * Models that may be lent where another was asked for: for each model those of at least its grade, the least better first, at
 * most `mostPerModel`, out of the models of which the pool has most.
 */
export function substitutesOf(
  model: string,
  unitsInPool: ReadonlyMap<string, number>,
  mostPerModel = 2,
): readonly string[] {
  const common = [...unitsInPool]
    .sort(([one, many], [other, more]) => more - many || one.localeCompare(other))
    .slice(0, 6);
  return common
    .map(([name]) => name)
    .filter((name) => name !== model && specificationGradeOf(name) >= specificationGradeOf(model))
    .sort((one, other) => specificationGradeOf(one) - specificationGradeOf(other))
    .slice(0, mostPerModel);
}
