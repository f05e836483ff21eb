import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
import { parseSerial, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { Projections } from '../../projections/projections.js';
import { isAwaited } from '../../rma-case/case-intake.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { OpenException } from './open-exception.js';
import { TakeIn, type TakenIn } from './take-in.js';

export interface AcceptParcelCommand {
  readonly site: string;
  readonly scannedSerial: string;
  readonly note: string;
  readonly receivedAt: string | undefined;
}

/** Command: a parcel without a case number finds its case by its serial, or is kept as unexpected where it was scanned; it is never refused (R5). */
@Injectable()
export class AcceptParcel {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly takeIn: TakeIn,
    private readonly openException: OpenException,
    private readonly directory: Directory,
    private readonly time: BusinessTime,
  ) {}

  async execute({ note, ...command }: AcceptParcelCommand, by: Session): Promise<TakenIn> {
    const { site, city } = await this.directory.ensureSite(command.site, 'site', by);
    const scannedSerial = parseSerial(command.scannedSerial, 'scannedSerial');
    const receivedAt = this.time.stated('receivedAt', command.receivedAt);
    const open =
      (await this.cases.findOpenBySerial(scannedSerial)) ?? (await this.cases.findGivenUpBySerial(scannedSerial));
    if (open && isAwaited(open, receivedAt)) {
      const registeredModel = (await this.projections.unit(scannedSerial))?.model ?? null;
      const arrival = { site, scannedSerial, registeredModel, receivedAt, missingAccessories: [] };
      return this.takeIn.execute(open, arrival, by);
    }
    const exception = await this.openException.execute({
      exceptionKind: 'unexpected-parcel',
      faultNumber: open?.faultNumber ?? null,
      site,
      city: open?.city ?? city,
      scannedSerial,
      expectedSerial: null,
      note,
      openedBy: by.actor,
      openedAt: receivedAt,
    });
    return { outcome: 'exception', exception };
  }
}
