import { eventContracts } from '@rotables/contracts';
import type { EventContract } from '@rotables/contracts';
import { DomainError } from '@rotables/domain-kernel';
import { ContractCheck } from '@rotables/event-bus';
import { UnitOfWork } from '@rotables/persistence';
import type { EventRow } from './append-events.js';

/**
 * A command is about to tell what its own contract forbids: no consumer would take the event in, and everything behind it would wait. That
 * is a defect of the service, which should have refused the command by name; so nothing is changed, and the log says which field it was.
 */
export class EventBreaksContract extends DomainError {
  readonly code = 'event-breaks-contract';
  readonly kind = 'defect';

  constructor({ type, key }: EventRow, problem: string) {
    super(
      `Nothing was changed, because ${type} of ${key} would break its own contract. ${problem} The service should have refused this by the ` +
        'name of the field; correct that field, and report the trace id.',
      { type, key, problem },
    );
  }
}

/** Longer keys do not fit into the index of an inbox. */
const longestKey = 512;
const checks = new WeakMap<UnitOfWork, ContractCheck>();

/** Says which contracts the events of a database obey; all of `@rotables/contracts` where nobody says so. */
export function holdEventsAgainst(unitOfWork: UnitOfWork, contracts: ReadonlyMap<string, EventContract>): void {
  checks.set(unitOfWork, ContractCheck.of(contracts));
}

/** Throws {@link EventBreaksContract} for the first event that no consumer would take in. Less than a microsecond an event. */
export function ensureContractsKept(rows: readonly EventRow[]): void {
  const check = checks.get(UnitOfWork.owner()) ?? ContractCheck.of(eventContracts);
  for (const row of rows) {
    const problem = problemOf(row, check);
    if (problem !== null) throw new EventBreaksContract(row, problem);
  }
}

function problemOf({ type, topic, key, body }: EventRow, check: ContractCheck): string | null {
  const contract = check.contract(type);
  if (contract === undefined) return `${type} is not in the contracts.`;
  if (contract.topic !== topic) return `${type} travels on ${contract.topic}, not on ${topic}.`;
  if (key === '' || key.length > longestKey)
    return `Its key has ${key.length} characters, but must have 1 to ${longestKey}.`;
  return check.writersViolation(type, body);
}
