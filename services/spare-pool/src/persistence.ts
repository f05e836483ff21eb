import type { MigrationObject } from '@mikro-orm/postgresql';
import { Migration20261123090419_spare_pool } from '../migrations/Migration20261123090419_spare_pool.js';
import { Migration20261123090500_guards } from '../migrations/Migration20261123090500_guards.js';
import { Migration20261125115500_left_city } from '../migrations/Migration20261125115500_left_city.js';
import { Migration20261125152556_lists_of_large_fleets } from '../migrations/Migration20261125152556_lists_of_large_fleets.js';
import { Migration20261126120000_site_names } from '../migrations/Migration20261126120000_site_names.js';
import { Migration20261128150000_known_sites } from '../migrations/Migration20261128150000_known_sites.js';
import { Migration20261128145403_applications_and_replenishments } from '../migrations/Migration20261128145403_applications_and_replenishments.js';
import { Migration20261128152010_cases_behind_loans } from '../migrations/Migration20261128152010_cases_behind_loans.js';
import { Migration20261128153939_custody_and_signatures } from '../migrations/Migration20261128153939_custody_and_signatures.js';
import { Migration20261128160335_models_told } from '../migrations/Migration20261128160335_models_told.js';
import { Migration20261128191008_serials_and_models_of_devices } from '../migrations/Migration20261128191008_serials_and_models_of_devices.js';
import { Migration20261128192951_written_requests_of_a_day } from '../migrations/Migration20261128192951_written_requests_of_a_day.js';
import { Migration20261128230000_site_names_of_stores } from '../migrations/Migration20261128230000_site_names_of_stores.js';
import { Migration20261128230100_serials_by_column } from '../migrations/Migration20261128230100_serials_by_column.js';
import { Migration20261128230200_serials_by_index } from '../migrations/Migration20261128230200_serials_by_index.js';
import { Migration20261128230600_case_answers_keep } from '../migrations/Migration20261128230600_case_answers_keep.js';
import { Migration20261128230700_scrap_holds } from '../migrations/Migration20261128230700_scrap_holds.js';
import { Migration20261128234637_facts_settled } from '../migrations/Migration20261128234637_facts_settled.js';
import { Migration20261128234700_when_faults_were_reported } from '../migrations/Migration20261128234700_when_faults_were_reported.js';
import { Migration20261128235600_losses_said_by_two } from '../migrations/Migration20261128235600_losses_said_by_two.js';
import { Migration20261128235339_acquisition_withdrawals } from '../migrations/Migration20261128235339_acquisition_withdrawals.js';
import type { EntityDefinition } from '@rotables/persistence';
import { AcquisitionWithdrawalSchema } from './acquisition-withdrawal/persistence/acquisition-withdrawal.schema.js';
import {
  AllocationPolicySchema,
  CityAllocationSchema,
  InstalledBaseSchema,
} from './allocation/persistence/allocation.schema.js';
import { CoveredUnitSchema } from './covered-unit/persistence/covered-unit.schema.js';
import { CustodyHandOverSchema } from './custody-hand-over/persistence/custody-hand-over.schema.js';
import { CustodyLossSchema } from './custody-loss/persistence/custody-loss.schema.js';
import { FaultCaseSchema, FaultEntitlementSchema } from './fault-case/persistence/fault-case.schema.js';
import { LoanSchema } from './loan/persistence/loan.schema.js';
import { DeviceModelSchema, SubstitutionSchema } from './model-catalogue/persistence/model-catalogue.schema.js';
import {
  ReconciliationLineSchema,
  ReconciliationSchema,
  ReconciliationSignatureSchema,
} from './reconciliation/persistence/reconciliation.schema.js';
import {
  DefectiveReturnSchema,
  ReplenishmentAttachmentSchema,
  ReplenishmentSchema,
} from './replenishment/persistence/replenishment.schema.js';
import { ScrapHoldSchema } from './scrap-hold/persistence/scrap-hold.schema.js';
import {
  ShipmentDiscrepancySchema,
  ShipmentLineSchema,
  ShipmentSchema,
} from './shipment/persistence/shipment.schema.js';
import { ShortageSchema } from './shortage/persistence/shortage.schema.js';
import { CityBookSchema, SiteCustodySchema, SiteSchema } from './site/persistence/site.schema.js';
import { SpareApplicationSchema } from './spare-application/persistence/spare-application.schema.js';
import { AwaitingFactSchema, MovementSchema, SpareUnitSchema } from './spare-unit/persistence/spare-unit.schema.js';

export const entities: readonly EntityDefinition[] = [
  SiteSchema,
  SiteCustodySchema,
  CityBookSchema,
  DeviceModelSchema,
  SubstitutionSchema,
  AllocationPolicySchema,
  InstalledBaseSchema,
  CityAllocationSchema,
  SpareUnitSchema,
  MovementSchema,
  AwaitingFactSchema,
  ScrapHoldSchema,
  AcquisitionWithdrawalSchema,
  SpareApplicationSchema,
  ShipmentSchema,
  ShipmentLineSchema,
  ShipmentDiscrepancySchema,
  FaultCaseSchema,
  FaultEntitlementSchema,
  CoveredUnitSchema,
  LoanSchema,
  ShortageSchema,
  CustodyLossSchema,
  CustodyHandOverSchema,
  ReplenishmentSchema,
  ReplenishmentAttachmentSchema,
  DefectiveReturnSchema,
  ReconciliationSchema,
  ReconciliationLineSchema,
  ReconciliationSignatureSchema,
];

export const migrations: readonly MigrationObject[] = [
  { name: 'Migration20261123090419_spare_pool', class: Migration20261123090419_spare_pool },
  { name: 'Migration20261123090500_guards', class: Migration20261123090500_guards },
  { name: 'Migration20261125115500_left_city', class: Migration20261125115500_left_city },
  {
    name: 'Migration20261125152556_lists_of_large_fleets',
    class: Migration20261125152556_lists_of_large_fleets,
  },
  { name: 'Migration20261126120000_site_names', class: Migration20261126120000_site_names },
  { name: 'Migration20261128150000_known_sites', class: Migration20261128150000_known_sites },
  {
    name: 'Migration20261128145403_applications_and_replenishments',
    class: Migration20261128145403_applications_and_replenishments,
  },
  { name: 'Migration20261128152010_cases_behind_loans', class: Migration20261128152010_cases_behind_loans },
  { name: 'Migration20261128153939_custody_and_signatures', class: Migration20261128153939_custody_and_signatures },
  { name: 'Migration20261128160335_models_told', class: Migration20261128160335_models_told },
  {
    name: 'Migration20261128191008_serials_and_models_of_devices',
    class: Migration20261128191008_serials_and_models_of_devices,
  },
  {
    name: 'Migration20261128192951_written_requests_of_a_day',
    class: Migration20261128192951_written_requests_of_a_day,
  },
  {
    name: 'Migration20261128230000_site_names_of_stores',
    class: Migration20261128230000_site_names_of_stores,
  },
  { name: 'Migration20261128230100_serials_by_column', class: Migration20261128230100_serials_by_column },
  { name: 'Migration20261128230200_serials_by_index', class: Migration20261128230200_serials_by_index },
  { name: 'Migration20261128230600_case_answers_keep', class: Migration20261128230600_case_answers_keep },
  { name: 'Migration20261128230700_scrap_holds', class: Migration20261128230700_scrap_holds },
  { name: 'Migration20261128234637_facts_settled', class: Migration20261128234637_facts_settled },
  {
    name: 'Migration20261128234700_when_faults_were_reported',
    class: Migration20261128234700_when_faults_were_reported,
  },
  { name: 'Migration20261128235600_losses_said_by_two', class: Migration20261128235600_losses_said_by_two },
  {
    name: 'Migration20261128235339_acquisition_withdrawals',
    class: Migration20261128235339_acquisition_withdrawals,
  },
];
