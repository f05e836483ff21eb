import { p } from '@mikro-orm/postgresql';
import { sumFen } from '@rotables/domain-kernel';
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

/** An amount as a prepared statement gives it. It was accepted once, so that no limit of an input holds for it: several may have made it. */
export function storedFen(digits: string): Fen {
  return sumFen([Number(digits) as Fen]);
}
