import { spareUnitFoundV1, spareUnitLostV1 } from '@rotables/contracts';
import { DomainError, lifecycle, samePerson } from '@rotables/domain-kernel';
import type { CityCode, Decision, Serial, Session, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';

export const custodyLossLifecycle = lifecycle({ lost: { find: 'found' }, found: {} }, 'custody loss');

/** A unit in keeping is missing, and its custodian owes its price until it is found (S4). */
export interface CustodyLoss {
  readonly lossNumber: string;
  readonly serial: Serial;
  readonly model: string;
  readonly city: CityCode;
  readonly site: string;
  readonly custodian: string;
  readonly statementNumber: string | null;
  readonly lostAt: Date;
  readonly note: string;
  readonly state: StateIn<typeof custodyLossLifecycle>;
  readonly foundAt: Date | null;
  readonly foundSite: string | null;
  readonly version: number;
}

export class NoCustodian extends DomainError {
  readonly code = 'no-custodian';
  readonly kind = 'refused';

  constructor(serial: string, where: string) {
    super(
      `Unit ${serial} is ${where}, in nobody's keeping, so that no custodian can have lost it; report it where it was last kept.`,
      {
        serial,
        where,
      },
    );
  }
}

export class NotLost extends DomainError {
  readonly code = 'not-lost';
  readonly kind = 'refused';

  constructor(serial: string, where: string) {
    super(`Unit ${serial} is not lost: the book has it ${where}; nothing needs to be found.`, { serial, where });
  }
}

/** S4: whoever has the unit in keeping may say that he is to pay, and so may headquarters; nobody else may say it of him. */
export class CustodianNotLiableByOthers extends DomainError {
  readonly code = 'custodian-not-liable-by-others';
  readonly kind = 'forbidden';

  constructor(serial: string, custodian: string) {
    super(
      `Unit ${serial} is in ${custodian}'s keeping, who would owe its price: he reports the loss himself, or headquarters does.`,
      { serial, custodian },
    );
  }
}

/** A custodian may say that he pays, and headquarters may; a clerk's word alone makes nobody of the house pay (S4). */
export function ensureMayBlame(
  { roles, actor }: Pick<Session, 'roles' | 'actor'>,
  serial: string,
  custodian: string,
): void {
  if (!roles.includes('headquarters-approver') && !samePerson(actor, custodian)) {
    throw new CustodianNotLiableByOthers(serial, custodian);
  }
}

export type LossFacts = Omit<CustodyLoss, 'state' | 'foundAt' | 'foundSite' | 'version'> & {
  /** Who `custodian` is, where a unit was lost on the way: the carrier by name, or who sent it (S3). */
  readonly liable?: 'carrier' | 'sender';
};

export function recordLoss(facts: LossFacts): Decision<CustodyLoss, PoolEvent> {
  const { liable, ...loss } = facts;
  const { note: _note, lostAt, ...head } = loss;
  return {
    state: { ...loss, state: 'lost', foundAt: null, foundSite: null, version: 0 },
    events: [poolEvent(spareUnitLostV1, { ...head, ...(liable ? { liable } : {}), lostAt: lostAt.toISOString() })],
  };
}

/**
 * The record of a unit that was lost on loan: the loan told of the loss and of who owes, so this record begins with the find
 * and bears the loan's number.
 */
export function lossOfLoan(facts: LossFacts): CustodyLoss {
  return { ...facts, state: 'lost', foundAt: null, foundSite: null, version: 0 };
}

export function recordFind(loss: CustodyLoss, site: string, foundAt: Date): Decision<CustodyLoss, PoolEvent> {
  const state = custodyLossLifecycle.after(loss.state, 'find');
  ensureNotBefore('foundAt', foundAt, loss.lostAt, 'the unit was lost');
  const { lossNumber, serial, model, city } = loss;
  return {
    state: { ...loss, state, foundAt, foundSite: site },
    events: [poolEvent(spareUnitFoundV1, { lossNumber, serial, model, city, site, foundAt: foundAt.toISOString() })],
  };
}
