import type { Agenda } from './agenda.js';
import { Refused, type Api, type ServiceName } from './api.js';
import type { Answer } from './answer.js';
import { eventually } from './eventually.js';
import type { Moment } from './fit-moments.js';
import type { CityRow, PoolRow, Script } from './month.js';
import type { Person } from './people.js';

/** Something that came out otherwise than the script, or the expectation beside the data, says. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** A play that is there to be looked at: it comes up to a minute and leaves work for everybody, instead of being checked to its end. */
export interface Showing {
  /** Nothing is done that lies after it; what closes the month is done by then all the same. */
  readonly now: Moment;
  /** Cities whose month-end statement nobody has counted yet. */
  readonly leftToCount: readonly string[];
  /** Cities whose month-end statement waits for headquarters. */
  readonly leftToCountersign: readonly string[];
}

/** The whole run: its script, the way to the services, and what is noted on the way. */
export interface Play {
  readonly api: Api;
  readonly script: Script;
  readonly agenda: Agenda;
  readonly say: (line: string) => void;
  readonly record: PlayRecord;
  /** Units of the central warehouse that no script has sent anywhere yet, in the order of the files. */
  readonly stock: PoolRow[];
  /** Null where the play is a replay. */
  readonly showing: Showing | null;
}

/** What a run hands on to its summary. */
export class PlayRecord {
  readonly entitlements = new Map<string, string>();
  /** By day and city. */
  readonly allocations = new Map<string, Map<string, { readonly installed: number; readonly allocation: number }>>();
  readonly differences: Difference[] = [];
  readonly notes: string[] = [];
  readonly statements: StatementRecord[] = [];
  readonly closedPeriods: { readonly period: string; readonly carriedForward: readonly string[] }[] = [];
  readonly faultNumbers: string[] = [];
  /** Serials that left the fleet: refunded, replaced. */
  readonly gone = new Set<string>();
  registrationSeconds: number | null = null;

  differ(what: string, expected: string | number, found: string | number): void {
    this.differences.push({ what, expected: String(expected), found: String(found) });
  }
}

export interface StatementRecord {
  readonly statementNumber: string;
  readonly city: string;
  readonly month: string;
  readonly booked: number;
  readonly discrepancies: number;
  readonly defectiveReturned: number;
  readonly replenishmentOwed: number;
  readonly state: string;
}

/** Where new units come in and defective ones go to: the one central warehouse, in the city of headquarters. */
export function warehouseOf(script: Script): { readonly site: string; readonly city: string } {
  const headquarters = script.cities.find(({ siteKind }) => siteKind === 'headquarters');
  if (headquarters === undefined) throw new Error('No city is headquarters.');
  return { site: `${headquarters.city}-KG`, city: headquarters.city };
}

/** Every city has one site of its own, of the same code. */
export function siteOf(city: CityRow | string): string {
  return typeof city === 'string' ? city : city.city;
}

/** What was there before is no mistake: a second month on the same system finds the organisation of the first. */
export async function unlessThere(command: Promise<Answer>): Promise<Answer | null> {
  try {
    return await command;
  } catch (error) {
    if (error instanceof Refused && error.status === 409) return null;
    throw error;
  }
}

/**
 * Sends a command until what it builds on has arrived as an event: until then it is refused with one of `codes`. A refused command has
 * no effect and frees its key, so the same key serves.
 */
export function onceKnown(what: string, codes: readonly string[], command: () => Promise<Answer>): Promise<Answer> {
  let last = '';
  return eventually(
    what,
    async () => {
      try {
        return await command();
      } catch (error) {
        if (!(error instanceof Refused) || !codes.includes(error.code)) throw error;
        last = error.message;
        return null;
      }
    },
    { found: async () => last },
  );
}

/** A command that must be refused; anything else is a difference. Gives the refusal. */
export async function mustBeRefused(
  { record }: Play,
  what: string,
  code: string,
  command: () => Promise<Answer>,
): Promise<Refused | null> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code !== code)
      record.differ(what, `refused with ${code}`, `refused with ${error.code}: ${error.message}`);
    return error;
  }
  record.differ(what, `refused with ${code}`, 'accepted');
  return null;
}

/** Asks until the condition holds. */
export function untilTrue(
  { api }: Play,
  service: ServiceName,
  path: string,
  person: Person,
  what: string,
  holds: (answer: Answer) => boolean,
): Promise<Answer> {
  let last = 'nothing yet';
  return eventually(
    what,
    async () => {
      const answer = await api.get(service, path, person).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 404) return null;
        throw error;
      });
      last = answer === null ? 'not found' : answer.toString();
      return answer !== null && holds(answer) ? answer : null;
    },
    { found: async () => last },
  );
}
