import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { equalTo, findPage, type TableList } from '../../persistence/find-page.js';
import { viewOf, type NoticeQuery, type NoticeView } from '../http/spare-replacement-notice.dto.js';
import { SpareReplacementNoticeSchema } from '../persistence/spare-replacement-notice.schema.js';
import { NoticeNotFound } from '../spare-replacement-notice.errors.js';
import type { SpareReplacementNotice } from '../spare-replacement-notice.js';

const list: TableList<SpareReplacementNotice> = {
  entity: SpareReplacementNoticeSchema,
  table: 'spare_replacement_notice',
  idColumn: 'notice_number',
  sorts: {
    issuedAt: { column: 'issued_at', type: 'timestamptz' },
    noticeNumber: { column: 'notice_number', type: 'text' },
  },
  usualSort: '-issuedAt',
};

@Injectable()
export class NoticeQueries {
  async list(query: NoticeQuery): Promise<CursorPage<NoticeView>> {
    const conditions = [
      equalTo('fault_number', query.faultNumber),
      equalTo('replacement_serial', query.replacementSerial),
      equalTo('city', query.city),
      equalTo('state', query.state),
    ].flat();
    return findPage(list, conditions, query, viewOf);
  }

  async get(noticeNumber: string): Promise<NoticeView> {
    const row = await UnitOfWork.current().findOne(SpareReplacementNoticeSchema, { noticeNumber });
    if (!row) throw new NoticeNotFound(noticeNumber);
    return viewOf(row);
  }
}
