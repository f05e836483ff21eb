import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { BusinessDate, Serial, Session } from '@rotables/domain-kernel';
import { ModelCatalogue } from '../../model-catalogue/model-catalogue.repository.js';
import { raiseShortage } from '../../shortage/shortage.js';
import type { Shortage } from '../../shortage/shortage.js';
import { Shortages } from '../../shortage/shortage.repository.js';
import { SiteNotFound } from '../../site/site.errors.js';
import type { Site } from '../../site/site.js';
import { onLoan } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitNotFound } from '../../spare-unit/spare-unit.errors.js';
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
  readonly model: string;
  readonly defectiveSerial: Serial;
  readonly loanKind: LoanKind;
  /** The unit that was chosen; null takes the oldest that will do. */
  readonly serial: Serial | null;
  readonly loanedAt: Date;
  readonly dueBackOn: BusinessDate | null;
}

export type LendOutcome = { readonly loan: Loan } | { readonly shortage: Shortage };

/** A loan takes the same model, else a listed substitute (W12), else says that there is none to lend and raises a shortage (S7). */
@Injectable()
export class LendSpareUnit {
  constructor(
    private readonly loans: Loans,
    private readonly ledger: SpareUnitLedger,
    private readonly catalogue: ModelCatalogue,
    private readonly shortages: Shortages,
    private readonly terms: LoanTermsOfHouse,
  ) {}

  async execute(command: LendSpareUnitCommand): Promise<LendOutcome> {
    const basis = await this.loans.basisOf(command);
    const { site } = basis;
    if (!site) throw new SiteNotFound(command.site);
    ensureCityInScope(command.session, site.city);
    const unit =
      command.serial === null ? await this.oldest(basis, command) : await this.chosen(basis, command.serial, command);
    return unit ? { loan: await this.lend(unit, site, basis, command) } : { shortage: await this.raise(site, command) };
  }

  private lend(
    unit: SpareUnit,
    { city, site }: Site,
    { loanNumber, books, defectiveReceived }: LoanBasis,
    command: LendSpareUnitCommand,
  ): Promise<Loan> {
    const { session, model: requestedModel, loanedAt } = command;
    const decision = lend(
      { ...command, loanNumber, city, site, unit, requestedModel, by: session.actor, defectiveReceived },
      this.terms,
    );
    const facts = { to: onLoan(loanNumber), city, custodian: unit.custodian, document: loanNumber, at: loanedAt };
    return this.loans.enter(decision, moveUnit(unit, 'lend', facts, books));
  }

  private async raise(
    { city, site }: Site,
    { session, model, faultNumber, loanedAt }: LendSpareUnitCommand,
  ): Promise<Shortage> {
    const shortageNumber = await this.shortages.nextNumber(loanedAt);
    return this.shortages.save(
      raiseShortage({ shortageNumber, city, site, model, faultNumber, raisedAt: loanedAt, by: session.actor }),
    );
  }

  private async oldest(
    { unit: same }: LoanBasis,
    { site, model, loanedAt }: LendSpareUnitCommand,
  ): Promise<SpareUnit | null> {
    if (same) return same;
    const substitutes = await this.catalogue.substitutesOf(model);
    return this.ledger.oldestLendable(
      site,
      substitutes.map((one) => one.model),
      loanedAt,
    );
  }

  private async chosen({ unit }: LoanBasis, serial: Serial, { site, model }: LendSpareUnitCommand): Promise<SpareUnit> {
    if (!unit) throw new SpareUnitNotFound(serial);
    const substitutes = unit.model === model ? [] : await this.catalogue.substitutesOf(model);
    ensureLendable(unit, site, [model, ...substitutes.map((one) => one.model)]);
    return unit;
  }
}
