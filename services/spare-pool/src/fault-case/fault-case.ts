import type { EntitlementKind } from '@rotables/contracts';
import { sameSerial } from '@rotables/domain-kernel';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import {
  CaseOfAnotherCity,
  FaultIsOver,
  FaultNotKnownYet,
  FaultReplacedAlready,
  KnownOtherwise,
  ModelNotKnown,
  OwnUnitNeedsNoLoan,
  UnregisteredUnitNeedsHead,
} from './fault-case.errors.js';

/** Where the unit of a case is, as far as it decides what may be lent or kept for it. */
export const whereabouts = [
  'with-customer',
  'in-house',
  'no-fault-found',
  'wrong-item',
  'repaired',
  'beyond-repair',
  'returned',
] as const;
export type Whereabouts = (typeof whereabouts)[number];

/** A reported fault as rma and warranty tell of it: what a loan is for, and whether its spare may stay (S7). */
export interface FaultCase {
  readonly faultNumber: string;
  /** The defective unit. */
  readonly serial: Serial;
  /** Null while nobody has told what it is. */
  readonly model: string | null;
  readonly city: CityCode;
  /** When it was reported, as stated; null where the pool heard of it before it kept that. */
  readonly reportedAt: Date | null;
  /** A spare of the company's own has a case too (S13). */
  readonly unitOwner: 'customer' | 'company';
  readonly reporterName: string;
  readonly unit: Whereabouts;
  /** How the customer was served; null while he is not. */
  readonly resolution: string | null;
  readonly closed: boolean;
  /** The spare that stays with the customer for good; written here, by the pool itself. */
  readonly replacedBy: Serial | null;
  /** Null while warranty has not told. */
  readonly entitlement: EntitlementKind | null;
}

/** What is asked for in the name of a case. What the case says itself need not be said; where it is, it is compared. */
export interface LoanRequest {
  readonly faultNumber: string;
  readonly city: CityCode;
  readonly model: string | null;
  readonly defectiveSerial: Serial | null;
  readonly loanedAt: Date;
  /** The branch head himself lends it. */
  readonly byHead: boolean;
}

/** A spare is lent for an open case of the city, which is a customer's (S7, S13); gives what is to be replaced. */
export function ensureLoanIsFor(
  faultCase: FaultCase | null,
  asked: LoanRequest,
): FaultCase & { readonly model: string } {
  if (!faultCase) throw new FaultNotKnownYet(asked.faultNumber);
  const { faultNumber, serial, model, reportedAt } = faultCase;
  ensureSaidAsKnown(faultCase, asked);
  if (faultCase.unitOwner === 'company') throw new OwnUnitNeedsNoLoan(faultNumber, serial);
  ensureNotReplaced(faultCase);
  ensureOpen(faultCase);
  if (reportedAt) ensureNotBefore('loanedAt', asked.loanedAt, reportedAt, `${faultNumber} was reported`);
  const toReplace = model ?? asked.model;
  if (toReplace === null) throw new ModelNotKnown(faultNumber, serial);
  // A clerk's word alone makes no customer: what nobody has registered is in the house, or the head looks at it himself (S7).
  if (model === null && faultCase.unit === 'with-customer' && !asked.byHead)
    throw new UnregisteredUnitNeedsHead(faultNumber, serial);
  return { ...faultCase, model: toReplace };
}

/** What the request says of the case is what the case says. */
function ensureSaidAsKnown({ faultNumber, city, serial, model }: FaultCase, asked: LoanRequest): void {
  if (city !== asked.city) throw new CaseOfAnotherCity(faultNumber, city, asked.city);
  const { defectiveSerial: said } = asked;
  if (said !== null && !sameSerial(said, serial)) {
    throw new KnownOtherwise(faultNumber, 'defectiveSerial', said, serial);
  }
  if (model !== null && asked.model !== null && asked.model !== model) {
    throw new KnownOtherwise(faultNumber, 'model', asked.model, model);
  }
}

/** Throws where the customer of the case is served already. */
export function ensureOpen({ faultNumber, resolution, closed }: FaultCase): void {
  if (closed || resolution !== null) throw new FaultIsOver(faultNumber, resolution ?? 'closed');
}

/** One formal replacement per fault: whoever got a second one would have two units for one (W8). */
export function ensureNotReplaced({ faultNumber, replacedBy }: FaultCase): void {
  if (replacedBy !== null) throw new FaultReplacedAlready(faultNumber, replacedBy);
}
