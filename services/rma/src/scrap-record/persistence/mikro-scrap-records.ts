import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { Serial } from '@rotables/domain-kernel';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { AppendFacts } from '../../persistence/append-facts.js';
import { ScrapRecordExists, ScrapRecordNotFound } from '../scrap-record.errors.js';
import type { ScrapDecision, ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';
import { ScrapAppraisalSchema, ScrapRecordSchema } from './scrap-record.schema.js';

@Injectable()
export class MikroScrapRecords extends ScrapRecords {
  constructor(private readonly appendFacts: AppendFacts) {
    super();
  }

  async load(scrapNumber: string): Promise<ScrapRecord> {
    const row = await lockRow(ScrapRecordSchema, { scrapNumber }, () => new ScrapRecordNotFound(scrapNumber));
    const appraisals = await UnitOfWork.current().find(
      ScrapAppraisalSchema,
      { scrapNumber },
      { orderBy: { appraisedAt: 'asc', appraiser: 'asc' } },
    );
    return { ...row, appraisals };
  }

  async find(scrapNumber: string): Promise<ScrapRecord | undefined> {
    const known = await UnitOfWork.current().count(ScrapRecordSchema, { scrapNumber });
    return known === 0 ? undefined : this.load(scrapNumber);
  }

  async findApprovedBySerial(serial: Serial): Promise<string | undefined> {
    const row = await UnitOfWork.current().findOne(ScrapRecordSchema, { serial, state: 'approved' });
    return row?.scrapNumber;
  }

  async findLiveBySerial(serial: Serial): Promise<string | undefined> {
    const row = await UnitOfWork.current().findOne(ScrapRecordSchema, {
      serial,
      state: { $nin: ['rejected', 'withdrawn'] },
    });
    return row?.scrapNumber;
  }

  async add(decision: ScrapDecision): Promise<ScrapRecord> {
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const { appraisals, ...row } = decision.state;
    try {
      await em.persist(em.create(ScrapRecordSchema, { ...row, version })).flush();
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new ScrapRecordExists(row.serial, null);
      throw error;
    }
    return { ...row, appraisals, version };
  }

  async save(decision: ScrapDecision): Promise<ScrapRecord> {
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const { appraisals, ...row } = decision.state;
    const { scrapNumber, city } = row;
    em.assign(em.getReference(ScrapRecordSchema, scrapNumber), { ...row, version });
    const signed = await em.count(ScrapAppraisalSchema, { scrapNumber });
    for (const appraisal of appraisals.slice(signed)) {
      em.persist(em.create(ScrapAppraisalSchema, { ...appraisal, scrapNumber, city }));
    }
    await em.flush();
    return { ...row, appraisals, version };
  }

  private async tell({ state, events }: ScrapDecision): Promise<number> {
    const { scrapNumber: key, city, version, faultNumber } = state;
    await this.appendFacts.toTimeline({ key, city, version, faultNumber }, events);
    return this.appendFacts.toOutbox({ key, city, version }, events);
  }
}
