import { Injectable } from '@nestjs/common';
import type { CursorPage } from '@rotables/service-host';
import { UnitOfWork } from '@rotables/persistence';
import type { CityGrading } from '../city-grade.js';
import type { Fee } from '../fee-schedule.js';
import { CityGradeSchema, FeeSchema } from '../persistence/fee-schedule.schema.js';
import { equals, listPage, type ListRequest } from '../../storage/persistence/list-page.js';

export interface FeeFilter {
  readonly feeCode?: string | undefined;
  readonly model?: string | undefined;
}

/** Queries: the schedule and the grades of the cities. */
@Injectable()
export class FeeLists {
  fees(filter: FeeFilter, request: ListRequest): Promise<CursorPage<Fee>> {
    const list = {
      entity: FeeSchema,
      key: 'feeId',
      keyKind: 'number',
      sortable: { feeCode: 'text', effectiveOn: 'day' },
      order: 'feeCode',
    } as const;
    const where = { ...equals('feeCode', filter.feeCode), ...equals('model', filter.model) };
    return listPage(list, where, request, ({ feeId: _feeId, supersedes: _supersedes, ...fee }) => fee);
  }

  async cityGrades(): Promise<readonly (CityGrading & { readonly city: string })[]> {
    const options = { orderBy: { city: 'asc', effectiveOn: 'asc' }, disableIdentityMap: true } as const;
    const rows = await UnitOfWork.current().find(CityGradeSchema, {}, options);
    return rows.map(({ city, grade, effectiveOn }) => ({ city, grade, effectiveOn }));
  }
}
