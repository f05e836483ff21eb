import type { MigrationObject } from '@mikro-orm/postgresql';
import { Migration20261123081500_rma } from '../migrations/Migration20261123081500_rma.js';
import { Migration20261125120000_timeline_facts } from '../migrations/Migration20261125120000_timeline_facts.js';
import { Migration20261125124000_exception_photos } from '../migrations/Migration20261125124000_exception_photos.js';
import { Migration20261128151000_facts_of_the_pool } from '../migrations/Migration20261128151000_facts_of_the_pool.js';
import { Migration20261128155500_replacement_proposed } from '../migrations/Migration20261128155500_replacement_proposed.js';
import { Migration20261128193500_photos_of_a_day } from '../migrations/Migration20261128193500_photos_of_a_day.js';
import { Migration20261128202500_serials_by_column } from '../migrations/Migration20261128202500_serials_by_column.js';
import { Migration20261128224943_case_reserved } from '../migrations/Migration20261128224943_case_reserved.js';
import { Migration20261128225926_scrap_holds } from '../migrations/Migration20261128225926_scrap_holds.js';
import { Migration20261128235000_phones_and_plates_by_column } from '../migrations/Migration20261128235000_phones_and_plates_by_column.js';
import { Migration20261128235500_visit_reported_by } from '../migrations/Migration20261128235500_visit_reported_by.js';
import { DispatchOrderSchema } from './dispatch-order/persistence/dispatch-order.schema.js';
import { ReceiptExceptionSchema } from './receipt-exception/persistence/receipt-exception.schema.js';
import { RmaCaseSchema } from './rma-case/persistence/rma-case.schema.js';
import { ScrapAppraisalSchema, ScrapRecordSchema } from './scrap-record/persistence/scrap-record.schema.js';
import { SpareReplacementNoticeSchema } from './spare-replacement-notice/persistence/spare-replacement-notice.schema.js';
import { VendorReturnSchema } from './vendor-return/persistence/vendor-return.schema.js';

export const entities = [
  RmaCaseSchema,
  DispatchOrderSchema,
  SpareReplacementNoticeSchema,
  ReceiptExceptionSchema,
  VendorReturnSchema,
  ScrapRecordSchema,
  ScrapAppraisalSchema,
];

export const migrations: MigrationObject[] = [
  { name: 'Migration20261123081500_rma', class: Migration20261123081500_rma },
  { name: 'Migration20261125120000_timeline_facts', class: Migration20261125120000_timeline_facts },
  { name: 'Migration20261125124000_exception_photos', class: Migration20261125124000_exception_photos },
  { name: 'Migration20261128151000_facts_of_the_pool', class: Migration20261128151000_facts_of_the_pool },
  { name: 'Migration20261128155500_replacement_proposed', class: Migration20261128155500_replacement_proposed },
  { name: 'Migration20261128193500_photos_of_a_day', class: Migration20261128193500_photos_of_a_day },
  { name: 'Migration20261128202500_serials_by_column', class: Migration20261128202500_serials_by_column },
  { name: 'Migration20261128224943_case_reserved', class: Migration20261128224943_case_reserved },
  { name: 'Migration20261128225926_scrap_holds', class: Migration20261128225926_scrap_holds },
  {
    name: 'Migration20261128235000_phones_and_plates_by_column',
    class: Migration20261128235000_phones_and_plates_by_column,
  },
  { name: 'Migration20261128235500_visit_reported_by', class: Migration20261128235500_visit_reported_by },
];
