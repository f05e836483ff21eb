import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { Projections } from '../../projections/projections.js';
import { startRepair } from '../../rma-case/case-workshop.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { sendToVendor, type VendorReturn } from '../vendor-return.js';
import { VendorReturns } from '../vendor-return.repository.js';

export interface SendToVendorCommand {
  readonly faultNumber: string;
  readonly vendor: string;
  readonly sentAt: string | undefined;
}

/** Command: the unit goes to its vendor, under the same conditions as a repair of our own (R7, B2). */
@Injectable()
export class SendToVendor {
  constructor(
    private readonly vendorReturns: VendorReturns,
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly numbers: DocumentNumbers,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, vendor, ...command }: SendToVendorCommand, by: Session): Promise<VendorReturn> {
    const rmaCase = await this.cases.load(faultNumber);
    const { serial, city } = rmaCase;
    ensureCityInScope(by, city);
    const sentAt = this.time.stated('sentAt', command.sentAt);
    const facts = await this.projections.serviceFacts(faultNumber);
    await this.cases.save(startRepair(rmaCase, { method: 'vendor', startedAt: sentAt, startedBy: by.actor }, facts));
    const vendorReturnNumber = await this.numbers.next(documentSeries.vendorReturn, sentAt);
    return this.vendorReturns.add(
      sendToVendor({ vendorReturnNumber, faultNumber, serial, city, vendor, sentBy: by.actor, sentAt }),
    );
  }
}
