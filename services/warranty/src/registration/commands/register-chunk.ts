import { Injectable } from '@nestjs/common';
import type { BusinessDate } from '@rotables/domain-kernel';
import { CoveredUnits, type NewUnit } from '../../covered-unit/covered-unit.repository.js';
import { InstalledBases, type CityChange } from '../../installed-base/installed-base.repository.js';
import type { FileRow, Refusal } from '../registration-row.js';
import type { Registration } from '../registration.js';
import { Registrations } from '../registration.repository.js';
import { JudgeRows } from './judge-rows.js';

/** Command: some hundred rows of a file are taken in, in one transaction with their events and the file's progress (W1, W14). */
@Injectable()
export class RegisterChunk {
  constructor(
    private readonly registrations: Registrations,
    private readonly units: CoveredUnits,
    private readonly bases: InstalledBases,
    private readonly judgeRows: JudgeRows,
  ) {}

  /** False when another worker has the file now. `nextRow` is how many rows were taken in before these. */
  async execute(
    registration: Registration,
    worker: string,
    nextRow: number,
    rows: readonly FileRow[],
  ): Promise<boolean> {
    const { registrationNumber } = registration;
    if (!(await this.registrations.hold(registrationNumber, worker, nextRow))) return false;
    const outcomes = await this.judgeRows.execute(registration, rows);
    const fresh: NewUnit[] = outcomes.flatMap((outcome) =>
      outcome.kind === 'new'
        ? [{ decision: outcome.decision, provenance: { registrationNumber, line: outcome.line } }]
        : [],
    );
    const overtaken = new Set(await this.units.addMany(fresh));
    const added = fresh.filter(({ decision }) => !overtaken.has(decision.state.serial));
    await this.bases.apply(baseChanges(added, registrationNumber));
    const refusals = [
      ...outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? outcome.refusals : [])),
      ...overtakenRefusals(fresh, overtaken),
    ];
    const refusedRows = outcomes.filter(({ kind }) => kind === 'refused').length + overtaken.size;
    const alreadyRegistered = outcomes.filter(({ kind }) => kind === 'already-registered').length;
    await this.registrations.advance(
      registrationNumber,
      { rows: rows.length, registered: added.length, alreadyRegistered, refusedRows },
      refusals,
    );
    return true;
  }
}

/** One change per city, model and day: so many events, not one per unit. */
function baseChanges(added: readonly NewUnit[], document: string): CityChange[] {
  const changes = new Map<string, CityChange>();
  for (const { decision } of added) {
    const { city, model, installedOn } = decision.state;
    const key = `${city}:${model}:${installedOn}`;
    const delta = (changes.get(key)?.delta ?? 0) + 1;
    changes.set(key, { city, model, changedOn: installedOn satisfies BusinessDate, delta, document });
  }
  return [...changes.values()];
}

function overtakenRefusals(fresh: readonly NewUnit[], overtaken: ReadonlySet<string>): Refusal[] {
  const reason = 'was registered by somebody else at the same moment; send the file again to compare';
  return fresh
    .filter(({ decision }) => overtaken.has(decision.state.serial))
    .map(({ decision, provenance }) => ({
      line: provenance?.line ?? 0,
      field: 'serial',
      value: decision.state.serial,
      reason,
    }));
}
