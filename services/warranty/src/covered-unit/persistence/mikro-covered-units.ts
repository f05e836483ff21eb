import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException, type InferEntity } from '@mikro-orm/postgresql';
import { serialKey } from '@rotables/domain-kernel';
import { appendEventRows, appendEvents } from '@rotables/outbox';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { CoveredUnitNotFound, UnitHasCoverageAlready } from '../covered-unit.errors.js';
import { CoveredUnits, spellingOf, type KnownUnit, type NewUnit } from '../covered-unit.repository.js';
import { countedTo, type CoverageTerm } from '../coverage-term.js';
import { coveredUnitTopic, type CoveredUnit, type UnitDecision } from '../covered-unit.js';
import type { Downtime } from '../downtime.js';
import { insertCoverages, insertTerms, insertUnits, selectKnown } from './bulk-registration.js';
import {
  CoverageDowntimeSchema,
  CoveredUnitSchema,
  CoverageSchema,
  CoverageTermSchema,
} from './covered-unit.schema.js';

type UnitRow = InferEntity<typeof CoveredUnitSchema>;
type CoverageRow = InferEntity<typeof CoverageSchema>;

@Injectable()
export class MikroCoveredUnits extends CoveredUnits {
  async find(serial: string): Promise<CoveredUnit | undefined> {
    const known = await this.knownAs(serial);
    return known && this.loadCoverage(known, {});
  }

  async load(serial: string): Promise<CoveredUnit> {
    const found = await this.find(serial);
    if (!found) throw new CoveredUnitNotFound(serial);
    return found;
  }

  async findAsOf(serial: string, at: Date): Promise<CoveredUnit | undefined> {
    const known = await this.knownAs(serial);
    if (known === undefined) return undefined;
    const em = UnitOfWork.current();
    const wanted = { serial: known, begunAt: { $lte: at } };
    const coverage = await em.findOne(CoverageSchema, wanted, { orderBy: { number: 'desc' } });
    return coverage ? this.loadCoverage(known, { number: coverage.number }) : undefined;
  }

  async hasInherited(faultNumber: string): Promise<boolean> {
    return (await UnitOfWork.current().count(CoverageSchema, { inheritedByFault: faultNumber })) > 0;
  }

  /** The serial as it was registered. */
  private async knownAs(serial: string): Promise<UnitRow['serial'] | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<{ serial: UnitRow['serial'] }>(
      'covered-unit-known-as',
      'select serial from covered_unit where serial_key = $1 or serial = $2 order by serial = $2 desc limit 1',
      [serialKey(serial), serial],
    );
    return rows[0]?.serial;
  }

  async findHeir({ serial: inheritedFrom, endReason, endedAt }: CoveredUnit): Promise<CoveredUnit | undefined> {
    if (endReason !== 'replaced' || endedAt === null) return undefined;
    // A serial can be replaced at one customer, refurbished, and replaced at the next: the instant tells the heirs apart.
    const wanted = { inheritedFrom, begunAt: endedAt };
    const heir = await UnitOfWork.current().findOne(CoverageSchema, wanted);
    return heir ? this.loadCoverage(heir.serial, { number: heir.number }) : undefined;
  }

  private async loadCoverage(key: UnitRow['serial'], which: { readonly number?: number }): Promise<CoveredUnit> {
    const row = await lockRow(CoveredUnitSchema, { serial: key }, () => new CoveredUnitNotFound(key));
    const em = UnitOfWork.current();
    const coverage = await em.findOneOrFail(CoverageSchema, { serial: key, ...which }, { orderBy: { number: 'desc' } });
    const terms = await em.find(
      CoverageTermSchema,
      { serial: key, number: coverage.number },
      { orderBy: { id: 'asc' } },
    );
    const downtimes = await em.find(
      CoverageDowntimeSchema,
      { serial: key, number: coverage.number },
      { orderBy: { id: 'asc' } },
    );
    return stateOf(coverage, terms.map(termOf), downtimes.map(downtimeOf), row.version);
  }

  async known(serials: readonly string[]): Promise<ReadonlyMap<string, KnownUnit>> {
    return selectKnown(serials);
  }

  async save({ state, events }: UnitDecision): Promise<CoveredUnit> {
    const em = UnitOfWork.current();
    const { serial, city } = state;
    const version = await appendEvents({ topic: coveredUnitTopic, key: serial, city, version: state.version }, events);
    try {
      await em.upsert(
        CoveredUnitSchema,
        { serial, serialKey: serialKey(serial), city, version },
        { onConflictFields: ['serial'], onConflictMergeFields: ['city', 'version'] },
      );
      const isStored = await this.saveCoverage(state);
      await this.appendTerms(state, isStored);
      await this.appendDowntimes(state, isStored);
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new UnitHasCoverageAlready(serial);
      throw error;
    }
    return { ...state, version };
  }

  async addMany(units: readonly NewUnit[]): Promise<readonly string[]> {
    if (units.length === 0) return [];
    const added = await insertUnits(units);
    const taken = units.filter((unit) => added.has(spellingOf(unit)));
    await insertCoverages(taken);
    await insertTerms(taken);
    await appendEventRows(
      taken.flatMap(({ decision: { state, events } }) =>
        events.map((event, index) => ({
          topic: coveredUnitTopic,
          key: state.serial,
          city: state.city,
          sequence: index + 1,
          type: event.type,
          body: event.body,
        })),
      ),
    );
    return units.map(spellingOf).filter((spelling) => !added.has(spelling));
  }

  /** Returns whether the coverage is stored already, so that what follows is compared with what is stored. */
  private async saveCoverage({
    coverage: number,
    version: _version,
    terms: _terms,
    downtimes: _downtimes,
    ...facts
  }: CoveredUnit): Promise<boolean> {
    const em = UnitOfWork.current();
    const row = await em.findOne(CoverageSchema, { serial: facts.serial, number });
    if (row) em.assign(row, facts);
    else em.persist(em.create(CoverageSchema, { ...facts, number }));
    await em.flush();
    return row !== null;
  }

  private async appendTerms(unit: CoveredUnit, isStored: boolean): Promise<void> {
    const { serial, city, coverage: number, terms } = unit;
    const em = UnitOfWork.current();
    const rows = isStored ? await em.find(CoverageTermSchema, { serial, number }, { orderBy: { id: 'asc' } }) : [];
    for (const [index, row] of rows.entries()) row.withdrawnAt = terms[index]?.withdrawnAt ?? null;
    for (const { count, ...term } of terms.slice(rows.length)) {
      const { fromOn: countedFromOn, months: countedMonths, days: countedDays } = count;
      em.persist(
        em.create(CoverageTermSchema, { ...term, countedFromOn, countedMonths, countedDays, serial, city, number }),
      );
    }
    await em.flush();
  }

  private async appendDowntimes(
    { serial, city, coverage: number, downtimes }: CoveredUnit,
    isStored: boolean,
  ): Promise<void> {
    const em = UnitOfWork.current();
    const stored = isStored ? await em.count(CoverageDowntimeSchema, { serial, number }) : 0;
    for (const { faultNumber, from: fromAt, until: untilAt } of downtimes.slice(stored))
      em.persist(em.create(CoverageDowntimeSchema, { serial, city, number, faultNumber, fromAt, untilAt }));
    await em.flush();
  }
}

/** Terms that were stored before their counting was are counted to their last day. */
function termOf(row: InferEntity<typeof CoverageTermSchema>): CoverageTerm {
  const { fromOn, untilOn, source, document, countedFromOn, countedMonths, countedDays } = row;
  const count = countedFromOn
    ? { fromOn: countedFromOn, months: countedMonths ?? 0, days: countedDays ?? 0 }
    : countedTo(untilOn);
  return { fromOn, untilOn, source, document, count, since: row.since ?? null, withdrawnAt: row.withdrawnAt ?? null };
}

function downtimeOf(row: InferEntity<typeof CoverageDowntimeSchema>): Downtime {
  return { faultNumber: row.faultNumber, from: row.fromAt, until: row.untilAt };
}

/** The mapper leaves absent what is null in the database; the domain says null. */
function stateOf(
  { number, ...coverage }: CoverageRow,
  terms: readonly CoverageTerm[],
  downtimes: readonly Downtime[],
  version: number,
): CoveredUnit {
  return {
    ...coverage,
    plate: coverage.plate ?? null,
    serviceFeePaidUntilOn: coverage.serviceFeePaidUntilOn ?? null,
    inheritedFrom: coverage.inheritedFrom ?? null,
    inheritedByFault: coverage.inheritedByFault ?? null,
    endedAt: coverage.endedAt ?? null,
    endReason: coverage.endReason ?? null,
    coverage: number,
    terms,
    downtimes,
    version,
  };
}
