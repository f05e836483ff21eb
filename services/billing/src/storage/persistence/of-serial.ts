import { raw } from '@mikro-orm/postgresql';
import { serialKey } from '@rotables/domain-kernel';

/** The rows of a unit, however its serial is typed (W15); their table has the column `serial_key`, which no entity shows. */
export function ofSerial(serial: string): Readonly<Record<string, string>> {
  return { [raw('serial_key')]: serialKey(serial) };
}
