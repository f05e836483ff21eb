import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { isSpeltAs, serialKey } from '@rotables/domain-kernel';
import { FollowCaseFact } from '../../case-fact/commands/follow-case-fact.js';
import { SupersedeEntitlement } from '../../entitlement/commands/supersede-entitlement.js';
import { InstalledBases } from '../../installed-base/installed-base.repository.js';
import { KnownModels, modelKey } from '../../known-model/known-models.js';
import { PoolUnits } from '../../pool-unit/pool-units.js';
import { WarrantyPlans } from '../../warranty-plan/warranty-plan.repository.js';
import {
  CannotBeRegisteredHere,
  EndedUnitIsTheCompanys,
  ModelHasTwin,
  SerialHasTwin,
  UnitIsInThePool,
} from '../covered-unit.errors.js';
import { register, type CoveredUnit, type UnitDecision, type UnitRegistration } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: one unit is registered (W1), again perhaps after it ended (W15), and joins the installed base (W14). */
@Injectable()
export class RegisterUnit {
  constructor(
    private readonly units: CoveredUnits,
    private readonly directory: Directory,
    private readonly plans: WarrantyPlans,
    private readonly models: KnownModels,
    private readonly poolUnits: PoolUnits,
    private readonly bases: InstalledBases,
    private readonly supersede: SupersedeEntitlement,
    private readonly followCaseFact: FollowCaseFact,
  ) {}

  async execute(registration: UnitRegistration): Promise<CoveredUnit> {
    const { serial, city, model, installedOn, contractNumber } = registration;
    await this.directory.ensureCity(city, 'city');
    const earlier = await this.units.find(serial);
    if (earlier && !isSpeltAs(earlier.serial, serial)) throw new SerialHasTwin(serial, earlier.serial);
    const owner = (await this.poolUnits.ownersOf([serial])).get(serialKey(serial));
    if (owner === 'company') throw new UnitIsInThePool(serial);
    await this.ensureModel(model);
    const decision = register(registration, await this.plans.get(registration.plan), earlier);
    // What was replaced, refunded or scrapped is the company's, also while it is still on its way in (S9, X9).
    if (earlier && owner !== 'customer') throw new EndedUnitIsTheCompanys(serial, earlier);
    const registered = await this.save(decision, earlier !== undefined);
    await this.bases.apply([{ city, model, changedOn: installedOn, delta: 1, document: contractNumber }]);
    await this.supersede.reconsider([serial], 'registration');
    await this.followCaseFact.resumeSerials([serial]);
    return registered;
  }

  private async ensureModel(model: string): Promise<void> {
    const known = (await this.models.claim([model])).get(modelKey(model));
    if (known !== undefined && known !== model) throw new ModelHasTwin(model, known);
  }

  /** What stands in the way unseen is of a city that this session does not see, or was registered at the same moment. */
  private async save(decision: UnitDecision, isKnown: boolean): Promise<CoveredUnit> {
    if (isKnown) return this.units.save(decision);
    const { serial } = decision.state;
    const taken = await this.units.addMany([{ decision, provenance: null }]);
    if (taken.length > 0) throw new CannotBeRegisteredHere(serial);
    return { ...decision.state, version: decision.events.length };
  }
}
