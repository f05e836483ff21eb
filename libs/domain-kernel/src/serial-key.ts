import type { Serial } from './identifiers.js';

const separators = /[\s._:/+#-]/gu;

/**
 * What two ways of typing one serial have in common (W15): blind to letter case, to width and to separators. Serials are kept as they were
 * registered; they are looked for, and compared, by this.
 */
export function serialKey(serial: string): string {
  return serial.normalize('NFKC').replace(separators, '').toUpperCase();
}

/** Whether two ways of typing mean one unit (W15); two serials are never compared letter by letter. */
export function sameSerial(one: string, other: string): boolean {
  return serialKey(one) === serialKey(other);
}

/** Whether they are also spelt the same, letter by letter: where one is registered, and another spelling of it is asked back ("did you mean"). */
export function isSpeltAs(one: string, other: string): boolean {
  return one === other;
}

/** Serials, each once however it is typed, in the order and the spelling in which they came first (W15). */
export class SerialSet {
  readonly #spellings = new Map<string, Serial>();

  constructor(serials: Iterable<Serial> = []) {
    for (const serial of serials) {
      const key = serialKey(serial);
      if (!this.#spellings.has(key)) this.#spellings.set(key, serial);
    }
  }

  get size(): number {
    return this.#spellings.size;
  }

  has(serial: string): boolean {
    return this.#spellings.has(serialKey(serial));
  }

  /** The serial as it came first. */
  spellingOf(serial: string): Serial | undefined {
    return this.#spellings.get(serialKey(serial));
  }

  [Symbol.iterator](): Iterator<Serial> {
    return this.#spellings.values();
  }
}

/** What is known of serials, found by any way of typing them (W15). Of two entries for one serial the one that is spelt as asked counts. */
export class SerialMap<Known> {
  readonly #byKey = new Map<string, [Serial, Known][]>();

  constructor(entries: Iterable<readonly [Serial, Known]> = []) {
    for (const [serial, known] of entries) {
      const twins = this.#byKey.get(serialKey(serial)) ?? [];
      this.#byKey.set(serialKey(serial), [...twins.filter(([spelt]) => spelt !== serial), [serial, known]]);
    }
  }

  get(serial: string): Known | undefined {
    const twins = this.#byKey.get(serialKey(serial));
    const exact = twins?.find(([spelt]) => spelt === serial);
    return (exact ?? twins?.[0])?.[1];
  }

  has(serial: string): boolean {
    return this.#byKey.has(serialKey(serial));
  }

  *values(): Iterable<Known> {
    for (const twins of this.#byKey.values()) for (const [, known] of twins) yield known;
  }
}

/**
 * A scan of what ought to be there: which of the items were scanned, however their serials were typed, and which serials are none of theirs,
 * each once (W15).
 */
export function matchScans<Item extends { readonly serial: Serial }>(
  items: readonly Item[],
  scanned: readonly Serial[],
): { readonly found: ReadonlySet<Item>; readonly unexpected: Serial[] } {
  const bySerial = new SerialMap(items.map((item) => [item.serial, item] as const));
  const found = scanned.flatMap((serial) => bySerial.get(serial) ?? []);
  const unexpected = [...new SerialSet(scanned.filter((serial) => !bySerial.has(serial)))];
  return { found: new Set(found), unexpected };
}
