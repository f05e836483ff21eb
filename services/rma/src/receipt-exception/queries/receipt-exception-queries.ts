import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import type { CursorPage } from '@rotables/service-host';
import { equalTo, findPage, type TableList } from '../../persistence/find-page.js';
import {
  viewOf,
  type PhotoContentView,
  type PhotoView,
  type ReceiptExceptionQuery,
  type ReceiptExceptionView,
} from '../http/receipt-exception.dto.js';
import { ReceiptExceptionSchema } from '../persistence/receipt-exception.schema.js';
import { PhotoNotFound, ReceiptExceptionNotFound } from '../receipt-exception.errors.js';
import type { ReceiptException } from '../receipt-exception.js';

const list: TableList<ReceiptException> = {
  entity: ReceiptExceptionSchema,
  table: 'receipt_exception',
  idColumn: 'exception_number',
  sorts: {
    openedAt: { column: 'opened_at', type: 'timestamptz' },
    exceptionNumber: { column: 'exception_number', type: 'text' },
  },
  usualSort: 'openedAt',
};

const photoColumns = `photo_id::text as "photoId", name, media_type as "mediaType", added_by as "addedBy",
  to_char(added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "addedAt"`;

@Injectable()
export class ReceiptExceptionQueries {
  async list(query: ReceiptExceptionQuery): Promise<CursorPage<ReceiptExceptionView>> {
    const conditions = [
      equalTo('fault_number', query.faultNumber),
      equalTo('scanned_serial', query.scannedSerial),
      equalTo('exception_kind', query.exceptionKind),
      equalTo('site', query.site),
      equalTo('city', query.city),
      equalTo('state', query.state),
    ].flat();
    return findPage(list, conditions, query, viewOf);
  }

  async get(exceptionNumber: string): Promise<ReceiptExceptionView> {
    const row = await UnitOfWork.current().findOne(ReceiptExceptionSchema, { exceptionNumber });
    if (!row) throw new ReceiptExceptionNotFound(exceptionNumber);
    return viewOf(row);
  }

  /** In the order in which they were added, without their content. */
  async photos(exceptionNumber: string): Promise<readonly PhotoView[]> {
    await this.get(exceptionNumber);
    const { rows } = await UnitOfWork.preparedQuery<PhotoView & Record<string, unknown>>(
      'exception-photos',
      `select ${photoColumns} from receipt_exception_photo where exception_number = $1 order by photo_id`,
      [exceptionNumber],
    );
    return rows;
  }

  async photo(exceptionNumber: string, photoId: string): Promise<PhotoContentView> {
    await this.get(exceptionNumber);
    const { rows } = await UnitOfWork.preparedQuery<PhotoContentView & Record<string, unknown>>(
      'exception-photo',
      `select ${photoColumns}, translate(encode(content, 'base64'), E'\\n', '') as "photoBase64"
       from receipt_exception_photo where exception_number = $1 and photo_id::text = $2`,
      [exceptionNumber, photoId],
    );
    const [found] = rows;
    if (found === undefined) throw new PhotoNotFound(exceptionNumber, photoId);
    return found;
  }
}
