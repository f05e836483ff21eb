import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { ensureCityInScope, parseSerial, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { isAwaited, judgeScan, type ScanVerdict } from '../../rma-case/case-intake.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { OpenException } from './open-exception.js';
import { TakeIn, type TakenIn } from './take-in.js';

export interface ReceiveUnitCommand {
  readonly faultNumber: string;
  readonly site: string;
  readonly scannedSerial: string;
  readonly missingAccessories: readonly string[];
  readonly receivedAt: string | undefined;
}

const noteOf: Readonly<Record<Exclude<ScanVerdict, 'right-unit'>, (rmaCase: RmaCase) => string>> = {
  'wrong-serial': ({ faultNumber, serial }) => `Received for ${faultNumber}, whose unit is ${serial}.`,
  'case-is-over': ({ faultNumber }) => `Received for ${faultNumber}, which is over.`,
};

/** Command: whoever has it in his hand receives by scan for a case, at his own site; what does not fit is kept as an exception (R5). */
@Injectable()
export class ReceiveUnit {
  constructor(
    private readonly cases: RmaCases,
    private readonly takeIn: TakeIn,
    private readonly openException: OpenException,
    private readonly directory: Directory,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: ReceiveUnitCommand, by: Session): Promise<TakenIn> {
    const scannedSerial = parseSerial(command.scannedSerial, 'scannedSerial');
    const receivedAt = this.time.stated('receivedAt', command.receivedAt);
    const { rmaCase, registeredModel } = await this.cases.receiptBasisOf(command.faultNumber, scannedSerial);
    ensureCityInScope(by, rmaCase.city);
    const { site } = await this.directory.ensureSite(command.site, 'site', by);
    const verdict = judgeScan(rmaCase, scannedSerial);
    if (verdict === 'right-unit') {
      return this.takeIn.execute(rmaCase, { ...command, scannedSerial, registeredModel, receivedAt }, by);
    }
    // A wrong serial may be the awaited unit of another case, and is then received for that one.
    const own = verdict === 'wrong-serial' ? await this.cases.findOpenBySerial(scannedSerial) : undefined;
    if (own && isAwaited(own, receivedAt)) {
      return this.takeIn.execute(own, { ...command, scannedSerial, registeredModel, receivedAt }, by);
    }
    const { faultNumber, city, serial } = rmaCase;
    const exception = await this.openException.execute({
      exceptionKind: verdict === 'wrong-serial' ? 'wrong-serial' : 'unexpected-parcel',
      faultNumber,
      site,
      city,
      scannedSerial,
      expectedSerial: serial,
      note: noteOf[verdict](rmaCase),
      openedBy: by.actor,
      openedAt: receivedAt,
    });
    return { outcome: 'exception', exception };
  }
}
