import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { Serial } from '@rotables/domain-kernel';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { AppendFacts } from '../../persistence/append-facts.js';
import { OpenCaseExists, RmaCaseNotFound } from '../rma-case.errors.js';
import type { CaseDecision, RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';
import { RmaCaseSchema } from './rma-case.schema.js';

@Injectable()
export class MikroRmaCases extends RmaCases {
  constructor(private readonly appendFacts: AppendFacts) {
    super();
  }

  async load(faultNumber: string): Promise<RmaCase> {
    return stateOf(await lockRow(RmaCaseSchema, { faultNumber }, () => new RmaCaseNotFound(faultNumber)));
  }

  async find(faultNumber: string): Promise<RmaCase | undefined> {
    const count = await UnitOfWork.current().count(RmaCaseSchema, { faultNumber });
    return count === 0 ? undefined : this.load(faultNumber);
  }

  async findOpenBySerial(serial: Serial): Promise<RmaCase | undefined> {
    await UnitOfWork.preparedQuery(
      'rma-case-lock-serial',
      `select pg_advisory_xact_lock(hashtextextended('rma-case ' || $1, 0))`,
      [serial],
    );
    const { rows } = await UnitOfWork.preparedQuery<{ fault_number: string }>(
      'rma-case-open-of-serial',
      'select fault_number from rma_case where serial = $1 and closed_at is null',
      [serial],
    );
    const open = rows[0];
    return open ? this.load(open.fault_number) : undefined;
  }

  async add({ state, events }: CaseDecision): Promise<RmaCase> {
    const em = UnitOfWork.current();
    const { faultNumber: key, city } = state;
    const version = await this.appendFacts.toOutbox({ key, city, version: state.version }, events);
    try {
      await em.persist(em.create(RmaCaseSchema, { ...state, version })).flush();
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new OpenCaseExists(state.serial, null);
      throw error;
    }
    await this.appendFacts.toTimeline({ key, city, version: state.version, faultNumber: key }, events);
    return { ...state, version };
  }

  async save({ state, events }: CaseDecision): Promise<RmaCase> {
    if (events.length === 0) return state;
    const em = UnitOfWork.current();
    const { faultNumber: key, city } = state;
    const version = await this.appendFacts.toOutbox({ key, city, version: state.version }, events);
    em.assign(em.getReference(RmaCaseSchema, key), { ...state, version });
    await em.flush();
    await this.appendFacts.toTimeline({ key, city, version: state.version, faultNumber: key }, events);
    return { ...state, version };
  }
}

/** A copy, so that nothing the decision does reaches the row before it is saved. */
function stateOf(row: RmaCase): RmaCase {
  return { ...row };
}
