import { Module, type Provider } from '@nestjs/common';
import { DirectoryModule } from '@rotables/directory';
import { FollowCaseFact } from './case-fact/commands/follow-case-fact.js';
import { OnCaseFacts } from './case-fact/consumers/on-case-facts.js';
import { RefusedFactController } from './case-fact/http/refused-fact.controller.js';
import { SqlSetAsideFacts } from './case-fact/persistence/sql-set-aside-facts.js';
import { RefusedFactReads } from './case-fact/queries/refused-fact-reads.js';
import { SetAsideFacts } from './case-fact/set-aside-facts.js';
import { EndCoverage } from './covered-unit/commands/end-coverage.js';
import { ExtendCoverage } from './covered-unit/commands/extend-coverage.js';
import { RecordServiceFee } from './covered-unit/commands/record-service-fee.js';
import { RegisterUnit } from './covered-unit/commands/register-unit.js';
import { RenewCoverage } from './covered-unit/commands/renew-coverage.js';
import { TransferCoverage } from './covered-unit/commands/transfer-coverage.js';
import { OnServiceFee } from './covered-unit/consumers/on-service-fee.js';
import { CoveredUnits } from './covered-unit/covered-unit.repository.js';
import { CoveredUnitController } from './covered-unit/http/covered-unit.controller.js';
import { MikroCoveredUnits } from './covered-unit/persistence/mikro-covered-units.js';
import { CoverageReader } from './covered-unit/queries/coverage-reader.js';
import { CoveredUnitReads } from './covered-unit/queries/covered-unit-reads.js';
import { DecideEntitlementForFault } from './entitlement/commands/decide-entitlement-for-fault.js';
import { SupersedeEntitlement } from './entitlement/commands/supersede-entitlement.js';
import { OnUnitOwnerCorrected } from './entitlement/consumers/on-unit-owner-corrected.js';
import { OnFaultReported } from './entitlement/consumers/on-fault-reported.js';
import { OnUnitInspected } from './entitlement/consumers/on-unit-inspected.js';
import { Entitlements } from './entitlement/entitlement.repository.js';
import { EntitlementController } from './entitlement/http/entitlement.controller.js';
import { MikroEntitlements } from './entitlement/persistence/mikro-entitlements.js';
import { EntitlementReads } from './entitlement/queries/entitlement-reads.js';
import { InstalledBaseController } from './installed-base/http/installed-base.controller.js';
import { InstalledBases } from './installed-base/installed-base.repository.js';
import { SqlInstalledBases } from './installed-base/persistence/sql-installed-bases.js';
import { KnownModels } from './known-model/known-models.js';
import { SqlKnownModels } from './known-model/persistence/sql-known-models.js';
import { OnUnitMoved } from './pool-unit/consumers/on-unit-moved.js';
import { SqlPoolUnits } from './pool-unit/persistence/sql-pool-units.js';
import { PoolUnits } from './pool-unit/pool-units.js';
import { JudgeRows } from './registration/commands/judge-rows.js';
import { RegisterChunk } from './registration/commands/register-chunk.js';
import { SubmitRegistration } from './registration/commands/submit-registration.js';
import { RegistrationController } from './registration/http/registration.controller.js';
import { SqlRegistrations } from './registration/persistence/sql-registrations.js';
import { PreviewRegistration } from './registration/queries/preview-registration.js';
import { Registrations } from './registration/registration.repository.js';
import { RegistrationWorker } from './registration/worker/registration-worker.js';
import { DefineWarrantyPlan } from './warranty-plan/commands/define-warranty-plan.js';
import { WarrantyPlanController } from './warranty-plan/http/warranty-plan.controller.js';
import { MikroWarrantyPlans } from './warranty-plan/persistence/mikro-warranty-plans.js';
import { WarrantyPlans } from './warranty-plan/warranty-plan.repository.js';

const repositories: Provider[] = [
  { provide: WarrantyPlans, useClass: MikroWarrantyPlans },
  { provide: CoveredUnits, useClass: MikroCoveredUnits },
  { provide: Entitlements, useClass: MikroEntitlements },
  { provide: InstalledBases, useClass: SqlInstalledBases },
  { provide: KnownModels, useClass: SqlKnownModels },
  { provide: PoolUnits, useClass: SqlPoolUnits },
  { provide: SetAsideFacts, useClass: SqlSetAsideFacts },
  { provide: Registrations, useClass: SqlRegistrations },
];

const commands: Provider[] = [
  DefineWarrantyPlan,
  RegisterUnit,
  RenewCoverage,
  RecordServiceFee,
  ExtendCoverage,
  EndCoverage,
  TransferCoverage,
  FollowCaseFact,
  DecideEntitlementForFault,
  SupersedeEntitlement,
  SubmitRegistration,
  JudgeRows,
  RegisterChunk,
];

@Module({
  imports: [DirectoryModule.learning('people', 'sites')],
  controllers: [
    WarrantyPlanController,
    CoveredUnitController,
    EntitlementController,
    InstalledBaseController,
    RegistrationController,
    OnFaultReported,
    OnUnitOwnerCorrected,
    OnUnitInspected,
    OnCaseFacts,
    OnServiceFee,
    OnUnitMoved,
    RefusedFactController,
  ],
  providers: [
    ...repositories,
    ...commands,
    CoverageReader,
    CoveredUnitReads,
    EntitlementReads,
    RefusedFactReads,
    PreviewRegistration,
    RegistrationWorker,
  ],
})
export class WarrantyModule {}
