import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Serial, Session } from '@rotables/domain-kernel';
import type { Charge } from '../../charge/charge.js';
import { Charges } from '../../charge/charge.repository.js';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { DocumentNumbers } from '../../documents/document-numbers.js';
import { knownFeeCodes } from '../../fee-schedule/fee-schedule.js';
import { FeeFinder } from '../../fee-schedule/queries/fee-finder.js';
import { bookCharge } from '../../journal/journal.js';
import { chargeServiceFee } from '../service-fee.js';

/** Command: the service fee of a unit is charged for its next period, at today's price (W4). */
@Injectable()
export class ChargeServiceFee {
  constructor(
    private readonly units: CoveredUnits,
    private readonly charges: Charges,
    private readonly fees: FeeFinder,
    private readonly numbers: DocumentNumbers,
  ) {}

  async execute(
    command: { readonly serial: Serial; readonly months: number; readonly at: Date },
    session: Session,
  ): Promise<Charge> {
    const { serial, months, at } = command;
    const unit = await this.units.load(serial);
    const { model, city } = unit;
    ensureCityInScope(session, city);
    const today = businessDateOf(at);
    const fee = await this.fees.required({ feeCode: knownFeeCodes.serviceFeeMonth, model, city, asOf: today });
    const standing = await this.charges.serviceFeesOf(serial);
    const chargeNumber = await this.numbers.next('charge', today);
    const decision = chargeServiceFee({ chargeNumber, unit, months, fee, standing, at, today });
    return this.charges.post(decision, bookCharge(decision.state));
  }
}
