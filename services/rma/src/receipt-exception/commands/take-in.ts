import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { receiveUnit } from '../../rma-case/case-intake.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { Projections } from '../../projections/projections.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import type { ReceiptException } from '../receipt-exception.js';
import { OpenException } from './open-exception.js';

/** What became of a parcel. */
export type TakenIn =
  | { readonly outcome: 'received'; readonly rmaCase: RmaCase; readonly exception: ReceiptException | null }
  | { readonly outcome: 'exception'; readonly exception: ReceiptException };

export interface Arrival {
  readonly site: string;
  readonly scannedSerial: Serial;
  /** Null while no registration of the serial is known. */
  readonly registeredModel: string | null;
  readonly missingAccessories: readonly string[];
  readonly receivedAt: Date;
}

/** Takes the right unit in; accessories that should have come with it are an exception beside it (R5). */
@Injectable()
export class TakeIn {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly openException: OpenException,
  ) {}

  async execute(loaded: RmaCase, arrival: Arrival, by: Session): Promise<TakenIn> {
    const { site, receivedAt, scannedSerial, registeredModel: model, missingAccessories } = arrival;
    const loans = loaded.state === 'given-up' ? await this.projections.loans(loaded.faultNumber) : [];
    const spareIsKept = loans.some(({ state }) => state === 'formal-replacement');
    const receipt = { site, receivedAt, receivedBy: by.actor, model, spareIsKept };
    const rmaCase = await this.cases.save(receiveUnit(loaded, receipt));
    if (missingAccessories.length === 0) return { outcome: 'received', rmaCase, exception: null };
    const { faultNumber, city, serial } = rmaCase;
    const exception = await this.openException.execute({
      exceptionKind: 'missing-accessory',
      faultNumber,
      site,
      city,
      scannedSerial,
      expectedSerial: serial,
      note: `Missing: ${missingAccessories.join(', ')}.`,
      openedBy: by.actor,
      openedAt: receivedAt,
    });
    return { outcome: 'received', rmaCase, exception };
  }
}
