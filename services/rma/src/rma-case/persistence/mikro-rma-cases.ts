import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { serialKey, type Serial } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { AppendFacts } from '../../persistence/append-facts.js';
import { OpenCaseExists, RmaCaseNotFound } from '../rma-case.errors.js';
import type { CaseDecision, RmaCase } from '../rma-case.js';
import { RmaCases, type ReceiptBasis } from '../rma-case.repository.js';
import { caseColumns, caseOf, type CaseRow } from './case-row.js';
import { saveCase } from './case-saving.js';
import { RmaCaseSchema } from './rma-case.schema.js';

@Injectable()
export class MikroRmaCases extends RmaCases {
  constructor(private readonly appendFacts: AppendFacts) {
    super();
  }

  async load(faultNumber: string): Promise<RmaCase> {
    const found = await this.find(faultNumber);
    if (!found) throw new RmaCaseNotFound(faultNumber);
    return found;
  }

  async find(faultNumber: string): Promise<RmaCase | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<CaseRow & Record<string, unknown>>(
      'rma-case-lock',
      `select ${caseColumns} from rma_case where fault_number = $1 for update`,
      [faultNumber],
    );
    return rows[0] && caseOf(rows[0]);
  }

  async receiptBasisOf(faultNumber: string, scannedSerial: Serial): Promise<ReceiptBasis> {
    const { rows } = await UnitOfWork.preparedQuery<CaseRow & { readonly registered_model: string | null }>(
      'rma-case-receipt-basis',
      `with held as (select ${caseColumns} from rma_case where fault_number = $1 for update)
       select held.*, (select model from covered_unit_projection where serial_key = serial_key($2) order by covered desc limit 1) as registered_model from held`,
      [faultNumber, scannedSerial],
    );
    const [row] = rows;
    if (!row) throw new RmaCaseNotFound(faultNumber);
    return { rmaCase: caseOf(row), registeredModel: row.registered_model };
  }

  async findOpenBySerial(serial: Serial): Promise<RmaCase | undefined> {
    // Sent in one go; the second is answered as of the moment at which the first has its lock.
    const [, { rows }] = await Promise.all([
      UnitOfWork.preparedQuery(
        'rma-case-lock-serial',
        `select pg_advisory_xact_lock(hashtextextended('rma-case ' || $1, 0))`,
        [serialKey(serial)],
      ),
      UnitOfWork.preparedQuery<CaseRow & Record<string, unknown>>(
        'rma-case-lock-open-of-serial',
        `select ${caseColumns} from rma_case where serial_key = serial_key($1) and closed_at is null for update`,
        [serial],
      ),
    ]);
    return rows[0] && caseOf(rows[0]);
  }

  async findGivenUpBySerial(serial: Serial): Promise<RmaCase | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<CaseRow & Record<string, unknown>>(
      'rma-case-lock-given-up-of-serial',
      `select ${caseColumns} from rma_case where serial_key = serial_key($1) and state = 'given-up'
       order by reported_at desc limit 1 for update`,
      [serial],
    );
    return rows[0] && caseOf(rows[0]);
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

  async save(decision: CaseDecision): Promise<RmaCase> {
    return decision.events.length === 0 ? decision.state : saveCase(decision);
  }
}
