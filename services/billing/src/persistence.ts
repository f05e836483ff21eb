import type { MigrationObject } from '@mikro-orm/postgresql';
import { Migration20261123085324_billing_tables } from '../migrations/Migration20261123085324_billing_tables.js';
import { Migration20261123085400_guards_of_the_books } from '../migrations/Migration20261123085400_guards_of_the_books.js';
import { Migration20261125115256_clearances_and_repayments } from '../migrations/Migration20261125115256_clearances_and_repayments.js';
import { Migration20261128151857_what_billing_knows } from '../migrations/Migration20261128151857_what_billing_knows.js';
import { Migration20261128161546_cases_taken_up_again } from '../migrations/Migration20261128161546_cases_taken_up_again.js';
import { Migration20261128183751_what_a_plan_lives_by } from '../migrations/Migration20261128183751_what_a_plan_lives_by.js';
import { Migration20261128184901_claims_wait_since } from '../migrations/Migration20261128184901_claims_wait_since.js';
import { Migration20261128231000_serials_by_column } from '../migrations/Migration20261128231000_serials_by_column.js';
import { Migration20261128231100_serials_by_index } from '../migrations/Migration20261128231100_serials_by_index.js';
import { Migration20261128231500_case_answers_refund } from '../migrations/Migration20261128231500_case_answers_refund.js';
import { Migration20261128234100_who_reversed } from '../migrations/Migration20261128234100_who_reversed.js';
import {
  AccountingPeriodSchema,
  CarriedForwardSchema,
} from './accounting-period/persistence/accounting-period.schema.js';
import { ChargeSchema, FoundUnitSchema, PendingChargeSchema } from './charge/persistence/charge.schema.js';
import {
  CityGradeSchema,
  FeeScheduleSchema,
  FeeSchema,
  GradedCitySchema,
} from './fee-schedule/persistence/fee-schedule.schema.js';
import { CoveredUnitSchema } from './covered-unit/persistence/covered-unit.schema.js';
import { HandoverReceiptSchema, HandoverSchema } from './handover/persistence/handover.schema.js';
import { AccountBalanceSchema, JournalEntrySchema, PostingSchema } from './journal/persistence/journal.schema.js';
import { QuoteSchema } from './quote/persistence/quote.schema.js';
import { ReceiptSchema } from './receipt/persistence/receipt.schema.js';
import { RefundSchema } from './refund/persistence/refund.schema.js';
import { CaseProjectionSchema } from './rma-case/persistence/rma-case.schema.js';

export const entities = [
  FeeScheduleSchema,
  FeeSchema,
  GradedCitySchema,
  CityGradeSchema,
  CaseProjectionSchema,
  CoveredUnitSchema,
  QuoteSchema,
  ChargeSchema,
  PendingChargeSchema,
  FoundUnitSchema,
  ReceiptSchema,
  RefundSchema,
  HandoverSchema,
  HandoverReceiptSchema,
  JournalEntrySchema,
  PostingSchema,
  AccountBalanceSchema,
  AccountingPeriodSchema,
  CarriedForwardSchema,
];

export const migrations: MigrationObject[] = [
  { name: 'Migration20261123085324_billing_tables', class: Migration20261123085324_billing_tables },
  { name: 'Migration20261123085400_guards_of_the_books', class: Migration20261123085400_guards_of_the_books },
  {
    name: 'Migration20261125115256_clearances_and_repayments',
    class: Migration20261125115256_clearances_and_repayments,
  },
  { name: 'Migration20261128151857_what_billing_knows', class: Migration20261128151857_what_billing_knows },
  { name: 'Migration20261128161546_cases_taken_up_again', class: Migration20261128161546_cases_taken_up_again },
  { name: 'Migration20261128183751_what_a_plan_lives_by', class: Migration20261128183751_what_a_plan_lives_by },
  { name: 'Migration20261128184901_claims_wait_since', class: Migration20261128184901_claims_wait_since },
  { name: 'Migration20261128231000_serials_by_column', class: Migration20261128231000_serials_by_column },
  { name: 'Migration20261128231100_serials_by_index', class: Migration20261128231100_serials_by_index },
  { name: 'Migration20261128231500_case_answers_refund', class: Migration20261128231500_case_answers_refund },
  { name: 'Migration20261128234100_who_reversed', class: Migration20261128234100_who_reversed },
];
