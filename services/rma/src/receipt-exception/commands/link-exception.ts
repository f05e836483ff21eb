import { Injectable } from '@nestjs/common';
import { ensureCityInScope, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { Projections } from '../../projections/projections.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { linkReceiptException, type ReceiptException } from '../receipt-exception.js';
import { ReceiptExceptions } from '../receipt-exception.repository.js';
import { TakeIn } from './take-in.js';

export interface LinkExceptionCommand {
  readonly exceptionNumber: string;
  readonly faultNumber: string;
  readonly resolution: string;
}

/** An exception and the case that it turned out to be. */
export interface LinkedException {
  readonly exception: ReceiptException;
  readonly rmaCase: RmaCase;
}

/** Command: what lies there turned out to be the unit of a case, which receives it where it lies (R5). */
@Injectable()
export class LinkException {
  constructor(
    private readonly exceptions: ReceiptExceptions,
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly takeIn: TakeIn,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: LinkExceptionCommand, by: Session): Promise<LinkedException> {
    const { faultNumber, resolution } = command;
    const found = await this.exceptions.load(command.exceptionNumber);
    ensureCityInScope(by, found.city);
    const rmaCase = await this.cases.load(faultNumber);
    const { serial } = rmaCase;
    ensureCityInScope(by, rmaCase.city);
    const resolvedAt = this.time.stated('resolvedAt', undefined);
    const link = { faultNumber, serial, resolution, resolvedBy: by.actor, resolvedAt };
    const exception = await this.exceptions.save(linkReceiptException(found, link));
    return { exception, rmaCase: await this.received(exception, rmaCase, by) };
  }

  /** It came when the exception was opened, or, where its fault was reported only then, with the report. */
  private async received({ site, openedAt }: ReceiptException, rmaCase: RmaCase, by: Session): Promise<RmaCase> {
    const { serial, stateSince } = rmaCase;
    const registeredModel = (await this.projections.unit(serial))?.model ?? null;
    const receivedAt = openedAt > stateSince ? openedAt : stateSince;
    const arrival = { site, scannedSerial: serial, registeredModel, receivedAt, missingAccessories: [] };
    const taken = await this.takeIn.execute(rmaCase, arrival, by);
    return taken.outcome === 'received' ? taken.rmaCase : rmaCase;
  }
}
