import { defineListing, instant, integer, text } from '../../listing.js';

export const spareApplicationListing = defineListing({
  from: 'spare_application',
  columns: {
    applicationNumber: text('application_number'),
    city: text('city'),
    site: text('site'),
    model: text('model'),
    quantity: integer('quantity'),
    reason: text('reason'),
    approvedQuantity: integer('approved_quantity'),
    shippedQuantity: integer('shipped_quantity'),
    state: text('state'),
    submittedBy: text('submitted_by'),
    submittedAt: instant('submitted_at'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    rejectionReason: text('rejection_reason'),
    endedBy: text('ended_by'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
    allocation: integer('allocation'),
    held: integer('held'),
  },
  key: 'applicationNumber',
  sorts: ['applicationNumber', 'submittedAt'],
  defaultSort: '-submittedAt',
});
