import type { MigrationObject } from '@mikro-orm/postgresql';
import { Migration20261123080000_warranty } from '../migrations/Migration20261123080000_warranty.js';
import { Migration20261125132744_coverage_end_reason } from '../migrations/Migration20261125132744_coverage_end_reason.js';
import { Migration20261125150200_coverage_heir } from '../migrations/Migration20261125150200_coverage_heir.js';
import { Migration20261126071600_coverage_lists } from '../migrations/Migration20261126071600_coverage_lists.js';
import { Migration20261128152240_trust } from '../migrations/Migration20261128152240_trust.js';
import { Migration20261128224000_phones_and_plates_by_column } from '../migrations/Migration20261128224000_phones_and_plates_by_column.js';
import {
  CoverageDowntimeSchema,
  CoveredUnitSchema,
  CoverageSchema,
  CoverageTermSchema,
} from './covered-unit/persistence/covered-unit.schema.js';
import { EntitlementSchema, FaultEntitlementSchema } from './entitlement/persistence/entitlement.schema.js';
import { WarrantyPlanSchema } from './warranty-plan/persistence/warranty-plan.schema.js';

export const entities = [
  WarrantyPlanSchema,
  CoveredUnitSchema,
  CoverageSchema,
  CoverageTermSchema,
  CoverageDowntimeSchema,
  FaultEntitlementSchema,
  EntitlementSchema,
];

export const migrations: MigrationObject[] = [
  { name: 'Migration20261123080000_warranty', class: Migration20261123080000_warranty },
  { name: 'Migration20261125132744_coverage_end_reason', class: Migration20261125132744_coverage_end_reason },
  { name: 'Migration20261125150200_coverage_heir', class: Migration20261125150200_coverage_heir },
  { name: 'Migration20261126071600_coverage_lists', class: Migration20261126071600_coverage_lists },
  { name: 'Migration20261128152240_trust', class: Migration20261128152240_trust },
  {
    name: 'Migration20261128224000_phones_and_plates_by_column',
    class: Migration20261128224000_phones_and_plates_by_column,
  },
];
