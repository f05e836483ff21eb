import { day, defineListing, instant, text, truth } from '../../listing.js';

export const loanListing = defineListing({
  from: 'loan',
  columns: {
    loanNumber: text('loan_number'),
    faultNumber: text('fault_number'),
    city: text('city'),
    site: text('site'),
    serial: text('serial'),
    model: text('model'),
    requestedModel: text('requested_model'),
    loanKind: text('loan_kind'),
    defectiveSerial: text('defective_serial'),
    substitute: truth('substitute'),
    dueBackOn: day('due_back_on'),
    loanedBy: text('loaned_by'),
    loanedAt: instant('loaned_at'),
    state: text('state'),
    defectiveState: text('defective_state'),
    endedAt: instant('ended_at'),
  },
  key: 'loanNumber',
  sorts: ['loanNumber', 'loanedAt', 'dueBackOn'],
  defaultSort: '-loanedAt',
  cityColumn: 'city',
});
