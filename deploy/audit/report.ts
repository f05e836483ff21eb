/** The invariants that hold across services (domain.md, X). */
export const rules = ['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X9'] as const;
export type Rule = (typeof rules)[number];

/** One contradiction: what it is about, and what either side says. */
export interface Violation {
  readonly rule: Rule;
  /** A serial, a document, an event. */
  readonly subject: string;
  readonly oneSide: string;
  readonly otherSide: string;
}

export interface Findings {
  readonly rule: Rule;
  /** How many things were looked at. */
  readonly checked: number;
  /** Too young to be judged: on their way between two services. */
  readonly inFlight: number;
  readonly violations: readonly Violation[];
}

export interface AuditReport {
  readonly clean: boolean;
  readonly findings: readonly Findings[];
  readonly seconds: number;
}

/** What people read: one line per rule, then each violation with both sides. */
export function reportLines({ findings, clean, seconds }: AuditReport): readonly string[] {
  const perRule = findings.map(({ rule, checked, inFlight, violations }) => {
    const onTheWay = inFlight > 0 ? `, ${inFlight} in flight` : '';
    return `${rule}  ${statements[rule]}: ${checked} checked${onTheWay}, ${violations.length === 0 ? 'holds' : `${violations.length} VIOLATED`}`;
  });
  const each = findings.flatMap(({ violations }) =>
    violations.map(
      ({ rule, subject, oneSide, otherSide }) => `${rule} violated by ${subject}: ${oneSide}; but ${otherSide}.`,
    ),
  );
  return [
    ...perRule,
    ...each,
    `${clean ? 'The books agree' : 'The books CONTRADICT each other'} (${seconds.toFixed(1)} s).`,
  ];
}

const statements: Readonly<Record<Rule, string>> = {
  X1: 'every serial is where its movements lead, a parcel in an exception too',
  X2: 'journals sum to zero, balances are the fold of their postings',
  X3: 'one active coverage per unit, inherited once, from the instant on at which the other ends, and no longer',
  X4: 'every repair has exactly one charge, of what entitlement and quote say, within a day',
  X5: 'every event has reached every consumer once',
  X6: 'sequences have no gap and no repeat',
  X7: 'every acknowledged command is in the books',
  X8: 'the trail is as it was recorded, day by day as the others were told, and accounts are as it says',
  X9: 'stock, coverage, cases and loans agree',
};

/** The violations of one rule as they are found, the first ones kept; a ruined table must not fill the memory. */
export class Finder {
  readonly #violations: Violation[] = [];
  checked = 0;
  inFlight = 0;

  constructor(private readonly rule: Rule) {}

  violation(subject: string, oneSide: string, otherSide: string): void {
    if (this.#violations.length < mostKept) this.#violations.push({ rule: this.rule, subject, oneSide, otherSide });
  }

  get findings(): Findings {
    const { rule, checked, inFlight } = this;
    return { rule, checked, inFlight, violations: this.#violations };
  }
}

/** Per rule. */
export const mostKept = 1_000;
