import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { AppendFacts } from '../../persistence/append-facts.js';
import { NoticeNotFound, OpenNoticeExists } from '../spare-replacement-notice.errors.js';
import type { SpareReplacementNotice, NoticeDecision } from '../spare-replacement-notice.js';
import { SpareReplacementNotices } from '../spare-replacement-notice.repository.js';
import { SpareReplacementNoticeSchema } from './spare-replacement-notice.schema.js';

@Injectable()
export class MikroSpareReplacementNotices extends SpareReplacementNotices {
  constructor(private readonly appendFacts: AppendFacts) {
    super();
  }

  async load(noticeNumber: string): Promise<SpareReplacementNotice> {
    return {
      ...(await lockRow(SpareReplacementNoticeSchema, { noticeNumber }, () => new NoticeNotFound(noticeNumber))),
    };
  }

  async findOpen(faultNumber: string): Promise<SpareReplacementNotice | undefined> {
    const open = await UnitOfWork.current().findOne(SpareReplacementNoticeSchema, { faultNumber, state: 'issued' });
    return open ? this.load(open.noticeNumber) : undefined;
  }

  async findOfLoan(loanNumber: string): Promise<SpareReplacementNotice | undefined> {
    return (await UnitOfWork.current().findOne(SpareReplacementNoticeSchema, { loanNumber })) ?? undefined;
  }

  async add(decision: NoticeDecision): Promise<SpareReplacementNotice> {
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const state = { ...decision.state, version };
    try {
      await em.persist(em.create(SpareReplacementNoticeSchema, state)).flush();
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new OpenNoticeExists(state.faultNumber, null);
      throw error;
    }
    return state;
  }

  async save(decision: NoticeDecision): Promise<SpareReplacementNotice> {
    if (decision.events.length === 0) return decision.state;
    const em = UnitOfWork.current();
    const version = await this.tell(decision);
    const state = { ...decision.state, version };
    em.assign(em.getReference(SpareReplacementNoticeSchema, state.noticeNumber), state);
    await em.flush();
    return state;
  }

  private async tell({ state, events }: NoticeDecision): Promise<number> {
    const { noticeNumber: key, city, version, faultNumber } = state;
    await this.appendFacts.toTimeline({ key, city, version, faultNumber }, events);
    return this.appendFacts.toOutbox({ key, city, version }, events);
  }
}
