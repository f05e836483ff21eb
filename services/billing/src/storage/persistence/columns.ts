import { p } from '@mikro-orm/postgresql';
import type { BusinessDate, CityCode, Fen, Serial } from '@rotables/domain-kernel';

/** Columns that mean the same in every table of billing. */
export const columns = {
  city: p.text().$type<CityCode>(),
  serial: p.text().$type<Serial>(),
  /** Money in fen. */
  fen: p.bigint('number').$type<Fen>(),
  day: p.date().$type<BusinessDate>(),
  /** With the milliseconds that an ISO instant carries; the default precision would cut them off. */
  instant: p.datetime().columnType('timestamptz'),
};
