import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';

export interface EntitlementFilter {
  readonly faultNumber?: string;
  readonly serial?: string;
  readonly city?: string;
  readonly kind?: string;
  readonly decision?: 'first' | 'superseding';
}

export interface EntitlementRead {
  readonly entitlementId: string;
  readonly faultNumber: string;
  readonly serial: string;
  readonly city: string;
  readonly kind: string;
  readonly rule: string;
  readonly asOfOn: string;
  readonly cause: string;
  readonly coveredUntil: string | null;
  readonly reason: string;
  readonly facts: Record<string, unknown>;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly decidedAt: string;
}

const columns = `entitlement_id as "entitlementId", fault_number as "faultNumber", serial, city, kind, rule, as_of_on::text as "asOfOn", cause,
  covered_until::text as "coveredUntil", reason, facts, supersedes,
  (select later.entitlement_id from entitlement later where later.supersedes = entitlement.entitlement_id) as "supersededBy",
  to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt"`;

/** Decisions as they were stored (W11). */
@Injectable()
export class EntitlementReads {
  /** Ordered by number, after `after`. */
  async list(filter: EntitlementFilter, after: string | undefined, limit: number): Promise<readonly EntitlementRead[]> {
    const { rows } = await UnitOfWork.preparedQuery<EntitlementRead>(
      'entitlement-list',
      `select ${columns} from entitlement
       where ($1::text is null or entitlement_id > $1) and ($2::text is null or fault_number = $2) and ($3::text is null or serial = $3)
         and ($4::text is null or city = $4) and ($5::text is null or kind = $5)
         and ($6::text is null or ($6 = 'superseding') = (supersedes is not null))
       order by entitlement_id limit $7`,
      [
        after ?? null,
        filter.faultNumber ?? null,
        filter.serial ?? null,
        filter.city ?? null,
        filter.kind ?? null,
        filter.decision ?? null,
        limit,
      ],
    );
    return rows;
  }

  async find(entitlementId: string): Promise<EntitlementRead | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<EntitlementRead>(
      'entitlement-get',
      `select ${columns} from entitlement where entitlement_id = $1`,
      [entitlementId],
    );
    return rows[0];
  }
}
