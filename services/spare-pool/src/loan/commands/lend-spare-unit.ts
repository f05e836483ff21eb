import { Clock, ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { BusinessDate, Serial, Session } from '@rotables/domain-kernel';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { ensureLoanIsFor } from '../../fault-case/fault-case.js';
import { ModelCatalogue } from '../../model-catalogue/model-catalogue.repository.js';
import { raiseShortage } from '../../shortage/shortage.js';
import type { Shortage } from '../../shortage/shortage.js';
import { Shortages } from '../../shortage/shortage.repository.js';
import { SiteNotFound } from '../../site/site.errors.js';
import type { Site } from '../../site/site.js';
import { onLoan } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitNotFound, UnitIsCovered } from '../../spare-unit/spare-unit.errors.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { ensureLendable } from '../choice.js';
import { LoanTermsOfHouse } from './loan-terms.js';
import { lend } from '../loan.js';
import type { Loan, LoanKind } from '../loan.js';
import { Loans, type LoanBasis } from '../loan.repository.js';

export interface LendSpareUnitCommand {
  readonly session: Session;
  readonly faultNumber: string;
  readonly site: string;
  /** What the case says itself need not be stated; where it is, it must be what the case says. */
  readonly model: string | null;
  readonly defectiveSerial: Serial | null;
  readonly loanKind: LoanKind;
  /** The unit that was chosen; null takes the oldest that will do. */
  readonly serial: Serial | null;
  readonly loanedAt: Date;
  readonly dueBackOn: BusinessDate | null;
}

export type LendOutcome = { readonly loan: Loan } | { readonly shortage: Shortage };

type ForCase = ReturnType<typeof ensureLoanIsFor>;

/** A loan is for an open case of the city and its unit (S7); for a unit that nobody registered the head lends. It takes the same model, else a listed substitute (W12), else says that there is none to lend and raises a shortage (S7). */
@Injectable()
export class LendSpareUnit {
  constructor(
    private readonly loans: Loans,
    private readonly ledger: SpareUnitLedger,
    private readonly coveredUnits: CoveredUnits,
    private readonly catalogue: ModelCatalogue,
    private readonly shortages: Shortages,
    private readonly terms: LoanTermsOfHouse,
    private readonly clock: Clock,
  ) {}

  async execute(command: LendSpareUnitCommand): Promise<LendOutcome> {
    const basis = await this.loans.basisOf(command);
    const { site } = basis;
    if (!site) throw new SiteNotFound(command.site);
    ensureCityInScope(command.session, site.city);
    const faultCase = ensureLoanIsFor(basis.faultCase, {
      ...command,
      city: site.city,
      byHead: command.session.roles.includes('branch-head'),
    });
    const unit =
      command.serial === null
        ? await this.oldest(basis, faultCase.model, command)
        : await this.chosen(basis, faultCase.model, command.serial, command);
    if (!unit) return { shortage: await this.raise(site, faultCase, command) };
    if (unit === basis.unit ? basis.unitIsCovered : await this.isCovered(unit)) throw new UnitIsCovered([unit.serial]);
    return { loan: await this.lend(unit, site, faultCase, basis, command) };
  }

  private lend(
    unit: SpareUnit,
    { city, site }: Site,
    { serial: defectiveSerial, model: requestedModel, unit: whereabouts }: ForCase,
    { loanNumber, books }: LoanBasis,
    command: LendSpareUnitCommand,
  ): Promise<Loan> {
    const { session, loanedAt } = command;
    const defectiveReceived = whereabouts !== 'with-customer';
    const facts = { ...command, loanNumber, city, site, unit, requestedModel, defectiveSerial, defectiveReceived };
    const decision = lend({ ...facts, recordedAt: this.clock.now(), by: session.actor }, this.terms);
    const movement = { to: onLoan(loanNumber), city, custodian: unit.custodian, document: loanNumber, at: loanedAt };
    return this.loans.enter(decision, moveUnit(unit, 'lend', movement, books));
  }

  private async isCovered({ serial }: SpareUnit): Promise<boolean> {
    return (await this.coveredUnits.coveredAmong([serial])).length > 0;
  }

  private async raise(
    { city, site }: Site,
    { model }: ForCase,
    { session, faultNumber, loanedAt }: LendSpareUnitCommand,
  ): Promise<Shortage> {
    const shortageNumber = await this.shortages.nextNumber(loanedAt);
    return this.shortages.save(
      raiseShortage({ shortageNumber, city, site, model, faultNumber, raisedAt: loanedAt, by: session.actor }),
    );
  }

  private async oldest(
    { unit: same }: LoanBasis,
    model: string,
    { site, loanedAt }: LendSpareUnitCommand,
  ): Promise<SpareUnit | null> {
    if (same) return same;
    const substitutes = await this.catalogue.substitutesOf(model);
    return this.ledger.oldestLendable(
      site,
      substitutes.map((one) => one.model),
      loanedAt,
    );
  }

  private async chosen(
    { unit }: LoanBasis,
    model: string,
    serial: Serial,
    { site }: LendSpareUnitCommand,
  ): Promise<SpareUnit> {
    if (!unit) throw new SpareUnitNotFound(serial);
    const substitutes = unit.model === model ? [] : await this.catalogue.substitutesOf(model);
    ensureLendable(unit, site, [model, ...substitutes.map((one) => one.model)]);
    return unit;
  }
}
