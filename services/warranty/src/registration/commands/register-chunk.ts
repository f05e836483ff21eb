import { Injectable } from '@nestjs/common';
import { DomainError } from '@rotables/domain-kernel';
import { FollowCaseFact } from '../../case-fact/commands/follow-case-fact.js';
import { register, type CoveredUnit } from '../../covered-unit/covered-unit.js';
import { CoveredUnits, spellingOf, type NewUnit } from '../../covered-unit/covered-unit.repository.js';
import { SupersedeEntitlement } from '../../entitlement/commands/supersede-entitlement.js';
import { InstalledBases, type CityChange } from '../../installed-base/installed-base.repository.js';
import { KnownModels, modelKey } from '../../known-model/known-models.js';
import type { FileRow } from '../file/file-row.js';
import { refusalOf, type Refusal, type RowOutcome } from '../registration-row.js';
import type { Registration } from '../registration.js';
import { Registrations } from '../registration.repository.js';
import { JudgeRows } from './judge-rows.js';

/** Command: some hundred rows of a file are taken in, in one transaction with their events and the file's progress (W1, W14). */
@Injectable()
export class RegisterChunk {
  constructor(
    private readonly registrations: Registrations,
    private readonly units: CoveredUnits,
    private readonly models: KnownModels,
    private readonly bases: InstalledBases,
    private readonly judgeRows: JudgeRows,
    private readonly supersede: SupersedeEntitlement,
    private readonly followCaseFact: FollowCaseFact,
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
    const outcomes = await this.withModels(rows, await this.judgeRows.execute(registration, rows));
    const fresh: NewUnit[] = outcomes.flatMap((outcome) =>
      outcome.kind === 'new'
        ? [{ decision: outcome.decision, provenance: { registrationNumber, line: outcome.line } }]
        : [],
    );
    const overtaken = new Set(await this.units.addMany(fresh));
    const added = fresh.filter((unit) => !overtaken.has(spellingOf(unit)));
    const again = await this.registerAgain(outcomes);
    const registered = [...added.map(({ decision }) => decision.state), ...again.registered];
    await this.bases.apply(baseChanges(registered, registrationNumber));
    await this.tellOf(registered);
    const refusals = [
      ...outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? outcome.refusals : [])),
      ...overtakenRefusals(fresh, overtaken),
      ...again.refusals,
    ];
    const refused = outcomes.filter(({ kind }) => kind === 'refused').length;
    await this.registrations.advance(
      registrationNumber,
      {
        rows: rows.length,
        registered: registered.length,
        alreadyRegistered: outcomes.filter(({ kind }) => kind === 'already-registered').length,
        refusedRows: refused + overtaken.size + again.refusals.length,
      },
      refusals,
    );
    return true;
  }

  /** A row on which everything else failed is refused alone, and the file goes on behind it. */
  async refuse(registration: Registration, worker: string, nextRow: number, row: FileRow): Promise<boolean> {
    const { registrationNumber } = registration;
    if (!(await this.registrations.hold(registrationNumber, worker, nextRow))) return false;
    const reason =
      'could not be taken in although nothing is known to be wrong with it; the operator sees why in the log';
    const refusals = [refusalOf(row, 'row', row.cells['serial'] ?? '', reason)];
    const result = { rows: 1, registered: 0, alreadyRegistered: 0, refusedRows: 1 };
    await this.registrations.advance(registrationNumber, result, refusals);
    return true;
  }

  /** Of two files that bring one new model in two spellings at once, the second is refused like any later one. */
  private async withModels(rows: readonly FileRow[], outcomes: readonly RowOutcome[]): Promise<readonly RowOutcome[]> {
    const models = outcomes.flatMap((outcome) => modelOf(outcome) ?? []);
    if (models.length === 0) return outcomes;
    const known = await this.models.claim([...new Set(models)]);
    return outcomes.map((outcome, index): RowOutcome => {
      const model = modelOf(outcome);
      const written = model === undefined ? undefined : known.get(modelKey(model));
      const row = rows[index];
      if (model === undefined || written === undefined || written === model || !row) return outcome;
      const reason = `differs from ${written} only in case, width or spaces; did you mean that?`;
      return { kind: 'refused', refusals: [refusalOf(row, 'model', model, reason)] };
    });
  }

  private async registerAgain(
    outcomes: readonly RowOutcome[],
  ): Promise<{ readonly registered: readonly CoveredUnit[]; readonly refusals: readonly Refusal[] }> {
    const registered: CoveredUnit[] = [];
    const refusals: Refusal[] = [];
    for (const outcome of outcomes) {
      if (outcome.kind !== 'again') continue;
      const { registration, plan, line } = outcome;
      try {
        registered.push(
          await this.units.save(register(registration, plan, await this.units.load(registration.serial))),
        );
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refusals.push({ line, field: 'serial', value: registration.serial, reason: error.message });
      }
    }
    return { registered, refusals };
  }

  /** Their faults from before they were known are decided anew (W11), and what replaced them meanwhile inherits (W8). */
  private async tellOf(registered: readonly CoveredUnit[]): Promise<void> {
    const serials = registered.map(({ serial }) => serial);
    if (serials.length === 0) return;
    await this.supersede.reconsider(serials, 'registration');
    await this.followCaseFact.resumeSerials(serials);
  }
}

function modelOf(outcome: RowOutcome): string | undefined {
  if (outcome.kind === 'new') return outcome.decision.state.model;
  return outcome.kind === 'again' ? outcome.registration.model : undefined;
}

/** One change per city, model and day: so many events, not one per unit. */
function baseChanges(added: readonly CoveredUnit[], document: string): CityChange[] {
  const changes = new Map<string, CityChange>();
  for (const { city, model, installedOn: changedOn } of added) {
    const key = `${city}:${model}:${changedOn}`;
    const delta = (changes.get(key)?.delta ?? 0) + 1;
    changes.set(key, { city, model, changedOn, delta, document });
  }
  return [...changes.values()];
}

function overtakenRefusals(fresh: readonly NewUnit[], overtaken: ReadonlySet<string>): Refusal[] {
  const reason = 'was registered by somebody else at the same moment; send the file again to compare';
  return fresh
    .filter((unit) => overtaken.has(spellingOf(unit)))
    .map(({ decision, provenance }) => ({
      line: provenance?.line ?? 0,
      field: 'serial',
      value: decision.state.serial,
      reason,
    }));
}
