import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException, type InferEntity } from '@mikro-orm/postgresql';
import { businessDateOf } from '@rotables/domain-kernel';
import { appendEventRows, appendEvents } from '@rotables/outbox';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { CoveredUnitNotFound, UnitHasCoverageAlready } from '../covered-unit.errors.js';
import { CoveredUnits, type KnownUnit, type NewUnit } from '../covered-unit.repository.js';
import { coveredUnitTopic, type CoveredUnit, type CoverageTerm, type UnitDecision } from '../covered-unit.js';
import { insertCoverages, insertTerms, insertUnits, selectKnown } from './bulk-registration.js';
import { CoveredUnitSchema, CoverageSchema, CoverageTermSchema } from './covered-unit.schema.js';

type UnitRow = InferEntity<typeof CoveredUnitSchema>;
type CoverageRow = InferEntity<typeof CoverageSchema>;

@Injectable()
export class MikroCoveredUnits extends CoveredUnits {
  async find(serial: string): Promise<CoveredUnit | undefined> {
    const em = UnitOfWork.current();
    if ((await em.count(CoveredUnitSchema, { serial: serial as UnitRow['serial'] })) === 0) return undefined;
    return this.load(serial);
  }

  async load(serial: string): Promise<CoveredUnit> {
    return this.loadCoverage(serial as UnitRow['serial'], {});
  }

  async findHeir({ serial: inheritedFrom, endReason, endedAt }: CoveredUnit): Promise<CoveredUnit | undefined> {
    if (endReason !== 'replaced' || endedAt === null) return undefined;
    // A serial can be replaced at one customer, refurbished, and replaced at the next: the day tells the heirs apart.
    const wanted = { inheritedFrom, installedOn: businessDateOf(endedAt) };
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
    return stateOf(coverage, terms, row.version);
  }

  async known(serials: readonly string[]): Promise<ReadonlyMap<string, KnownUnit>> {
    return selectKnown(serials);
  }

  async save({ state, events }: UnitDecision): Promise<CoveredUnit> {
    const em = UnitOfWork.current();
    const { serial, city } = state;
    const version = await appendEvents({ topic: coveredUnitTopic, key: serial, city, version: state.version }, events);
    try {
      await em.upsert(CoveredUnitSchema, { serial, city, version });
      const stored = await this.saveCoverage(state);
      await this.appendTerms(state, stored);
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new UnitHasCoverageAlready(serial);
      throw error;
    }
    return { ...state, version };
  }

  async addMany(units: readonly NewUnit[]): Promise<readonly string[]> {
    if (units.length === 0) return [];
    const added = await insertUnits(units);
    const taken = units.filter(({ decision }) => added.has(decision.state.serial));
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
    return units.map(({ decision }) => decision.state.serial).filter((serial) => !added.has(serial));
  }

  /** Returns how many terms of the coverage are stored already. */
  private async saveCoverage({
    coverage: number,
    version: _version,
    terms: _terms,
    ...facts
  }: CoveredUnit): Promise<number> {
    const em = UnitOfWork.current();
    const row = await em.findOne(CoverageSchema, { serial: facts.serial, number });
    if (row) em.assign(row, facts);
    else em.persist(em.create(CoverageSchema, { ...facts, number }));
    await em.flush();
    return row ? em.count(CoverageTermSchema, { serial: facts.serial, number }) : 0;
  }

  private async appendTerms({ serial, city, coverage: number, terms }: CoveredUnit, stored: number): Promise<void> {
    const em = UnitOfWork.current();
    for (const term of terms.slice(stored))
      em.persist(em.create(CoverageTermSchema, { ...term, serial, city, number }));
    await em.flush();
  }
}

/** The mapper leaves absent what is null in the database; the domain says null. */
function stateOf({ number, ...coverage }: CoverageRow, terms: readonly CoverageTerm[], version: number): CoveredUnit {
  return {
    ...coverage,
    plate: coverage.plate ?? null,
    serviceFeePaidUntilOn: coverage.serviceFeePaidUntilOn ?? null,
    inheritedFrom: coverage.inheritedFrom ?? null,
    inheritedByFault: coverage.inheritedByFault ?? null,
    endedAt: coverage.endedAt ?? null,
    endReason: coverage.endReason ?? null,
    coverage: number,
    terms: terms.map(({ fromOn, untilOn, source, document }) => ({ fromOn, untilOn, source, document })),
    version,
  };
}
