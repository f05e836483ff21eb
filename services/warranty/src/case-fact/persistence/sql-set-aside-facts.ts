import { Injectable } from '@nestjs/common';
import { parseCityCode, parseSerial, serialKey } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { CaseFact, CaseFactKind, RefusalReason } from '../case-fact.js';
import { SetAsideFacts, type AwaitedThing } from '../set-aside-facts.js';

interface FactRow {
  readonly kind: CaseFactKind;
  readonly document: string;
  readonly fault_number: string | null;
  readonly serial: string;
  readonly city: string;
  readonly at: string;
  readonly replacement_serial: string | null;
  readonly replacement_model: string | null;
}

const factColumns = `kind, document, fault_number, serial, city,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, replacement_serial, replacement_model`;

@Injectable()
export class SqlSetAsideFacts extends SetAsideFacts {
  async await(fact: CaseFact, what: AwaitedThing): Promise<void> {
    await this.add(fact, what, null);
  }

  async refuse(fact: CaseFact, reason: RefusalReason): Promise<void> {
    await this.add(fact, null, reason);
  }

  private async add(fact: CaseFact, awaits: AwaitedThing | null, reason: RefusalReason | null): Promise<void> {
    await UnitOfWork.preparedQuery(
      'set-aside-fact-add',
      `insert into set_aside_fact (kind, document, fault_number, serial, serial_key, city, at, replacement_serial, replacement_model,
         awaits, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        fact.kind,
        fact.document,
        fact.faultNumber,
        fact.serial,
        serialKey(fact.serial),
        fact.city,
        fact.at,
        fact.replacement?.serial ?? null,
        fact.replacement?.model ?? null,
        awaits,
        reason,
      ],
    );
  }

  async takeForFault(faultNumber: string): Promise<readonly CaseFact[]> {
    const { rows } = await UnitOfWork.preparedQuery<FactRow>(
      'set-aside-fact-take-for-fault',
      `with taken as (delete from set_aside_fact where awaits = 'fault' and fault_number = $1 returning *)
       select ${factColumns} from taken order by at, id`,
      [faultNumber],
    );
    return rows.map(factOf);
  }

  async takeForSerials(serials: readonly string[]): Promise<readonly CaseFact[]> {
    const { rows } = await UnitOfWork.preparedQuery<FactRow>(
      'set-aside-fact-take-for-serials',
      `with taken as (delete from set_aside_fact where awaits = 'coverage' and serial_key = any ($1::text[]) returning *)
       select ${factColumns} from taken order by at, id`,
      [serials.map(serialKey)],
    );
    return rows.map(factOf);
  }
}

function factOf(row: FactRow): CaseFact {
  const { replacement_serial: serial, replacement_model: model } = row;
  return {
    kind: row.kind,
    document: row.document,
    faultNumber: row.fault_number,
    serial: parseSerial(row.serial),
    city: parseCityCode(row.city),
    at: new Date(row.at),
    replacement: serial === null || model === null ? null : { serial: parseSerial(serial), model },
  };
}
