import type { PrintedForm } from '../printed-form.js';
import { dispatchOrderForm } from './dispatch-order-form.js';
import { handoverForm } from './handover-form.js';
import { quoteForm } from './quote-form.js';
import { receiptForm } from './receipt-form.js';
import { replacementNoticeForm } from './replacement-notice-form.js';
import { scrapRecordForm } from './scrap-record-form.js';
import { spareApplicationForm } from './spare-application-form.js';
import { statementForm } from './statement-form.js';

/** Every form, by the name that stands in its address. */
export const printedForms: ReadonlyMap<string, PrintedForm> = new Map(
  [
    spareApplicationForm,
    dispatchOrderForm,
    replacementNoticeForm,
    scrapRecordForm,
    statementForm,
    quoteForm,
    receiptForm,
    handoverForm,
  ].map((form) => [form.name, form]),
);
