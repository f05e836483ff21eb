import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { BusinessDate, CityCode, Fen, Session } from '@rotables/domain-kernel';
import { bookHandover } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import { Receipts } from '../../receipt/receipt.repository.js';
import { submitHandover, type Handover } from '../handover.js';
import { Handovers } from '../handover.repository.js';

export interface HandIn {
  readonly city: CityCode;
  readonly businessOn: BusinessDate;
  readonly cashFen: Fen;
  readonly receiptNumbers: readonly string[];
  readonly differenceReason: string | null;
  readonly submittedAt: Date;
  readonly recordedAt: Date;
}

/** Command: a branch hands in a day's receipts and cash (B4). */
@Injectable()
export class SubmitHandover {
  constructor(
    private readonly handovers: Handovers,
    private readonly receipts: Receipts,
    private readonly journal: Journal,
  ) {}

  async execute(handIn: HandIn, session: Session): Promise<Handover> {
    const { city, businessOn } = handIn;
    ensureCityInScope(session, city);
    await this.handovers.holdCity(city);
    const isHandedOver = await this.handovers.isHandedOver(city, businessOn);
    const notHandedOver = await this.receipts.notHandedOver(city, businessOn);
    const decision = submitHandover({ ...handIn, submittedBy: session.actor, notHandedOver, isHandedOver });
    const handover = await this.handovers.save(decision);
    await this.journal.write(bookHandover(handover));
    return handover;
  }
}
