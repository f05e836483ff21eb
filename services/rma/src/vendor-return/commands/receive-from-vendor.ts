import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { takeBackFromVendor } from '../../rma-case/case-workshop.js';
import type { RepairResult } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { receiveFromVendor, type VendorReturn } from '../vendor-return.js';
import { VendorReturns } from '../vendor-return.repository.js';

export interface ReceiveFromVendorCommand {
  readonly vendorReturnNumber: string;
  readonly result: RepairResult;
  readonly receivedAt: string | undefined;
}

/** Command: the unit is back from its vendor, repaired or not (R7). */
@Injectable()
export class ReceiveFromVendor {
  constructor(
    private readonly vendorReturns: VendorReturns,
    private readonly cases: RmaCases,
    private readonly time: BusinessTime,
  ) {}

  async execute(
    { vendorReturnNumber, result, ...command }: ReceiveFromVendorCommand,
    by: Session,
  ): Promise<VendorReturn> {
    const sent = await this.vendorReturns.load(vendorReturnNumber);
    ensureCityInScope(by, sent.city);
    const receivedAt = this.time.stated('receivedAt', command.receivedAt);
    const received = await this.vendorReturns.save(
      receiveFromVendor(sent, { result, receivedBy: by.actor, receivedAt }),
    );
    const rmaCase = await this.cases.load(sent.faultNumber);
    const end = { result, workDone: `By ${sent.vendor}.`, completedAt: receivedAt, completedBy: by.actor };
    await this.cases.save(takeBackFromVendor(rmaCase, end));
    return received;
  }
}
