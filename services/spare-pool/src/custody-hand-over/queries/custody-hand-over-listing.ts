import { defineListing, instant, integer, text } from '../../listing.js';

export const custodyHandOverListing = defineListing({
  from: 'custody_hand_over',
  columns: {
    handOverNumber: text('hand_over_number'),
    site: text('site'),
    city: text('city'),
    state: text('state'),
    fromCustodian: text('from_custodian'),
    toCustodian: text('to_custodian'),
    openedBy: text('opened_by'),
    openedAt: instant('opened_at'),
    witness: text('witness'),
    reason: text('reason'),
    countedAt: instant('counted_at'),
    counted: integer('json_array_length(counted_serials::json)'),
    missing: integer('json_array_length(missing_serials::json)'),
    endedBy: text('ended_by'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
  },
  key: 'handOverNumber',
  sorts: ['handOverNumber', 'openedAt'],
  defaultSort: '-openedAt',
});
