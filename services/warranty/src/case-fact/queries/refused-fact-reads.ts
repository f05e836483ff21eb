import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';

export interface RefusedFactRead {
  readonly factId: number;
  readonly fact: string;
  readonly document: string;
  readonly faultNumber: string | null;
  readonly serial: string;
  readonly city: string;
  readonly refusal: string;
  readonly at: string;
  readonly recordedAt: string;
}

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Facts that were refused, for whoever must look into them. */
@Injectable()
export class RefusedFactReads {
  /** The latest first, from before `before` on. */
  async list(before: number | undefined, limit: number): Promise<readonly RefusedFactRead[]> {
    const { rows } = await UnitOfWork.preparedQuery<RefusedFactRead>(
      'refused-fact-list',
      `select id::int as "factId", kind as fact, document, fault_number as "faultNumber", serial, city, reason as refusal,
         ${instant('at')} as at, ${instant('recorded_at')} as "recordedAt"
       from set_aside_fact where reason is not null and ($1::bigint is null or id < $1) order by id desc limit $2`,
      [before ?? null, limit],
    );
    return rows;
  }
}
