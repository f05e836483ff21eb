import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Fen, Session } from '@rotables/domain-kernel';
import { payCharge } from '../../charge/charge.js';
import { DocumentNumbers } from '../../documents/document-numbers.js';
import { bookReceipt } from '../../journal/journal.js';
import { issueReceipt, type PaymentMethod, type Receipt } from '../receipt.js';
import { Receipts } from '../receipt.repository.js';

/** Command: money is received for a charge, in part or in whole, against a receipt (B3). */
@Injectable()
export class ReceivePayment {
  constructor(
    private readonly receipts: Receipts,
    private readonly numbers: DocumentNumbers,
  ) {}

  async execute(
    payment: {
      readonly chargeNumber: string;
      readonly amountFen: Fen;
      readonly method: PaymentMethod;
      readonly receivedAt: Date;
    },
    session: Session,
    recordedAt: Date,
  ): Promise<Receipt> {
    const { amountFen, method, receivedAt } = payment;
    const receivedOn = businessDateOf(receivedAt);
    const { charge, openPeriod } = await this.receipts.paymentBasisOf(payment.chargeNumber, receivedOn);
    const { chargeNumber, faultNumber, city } = charge;
    ensureCityInScope(session, city);
    const paid = payCharge(charge, { ...payment, recordedAt });
    const receiptNumber = await this.numbers.nextReceipt(city);
    const facts = { receiptNumber, chargeNumber, faultNumber, city, amountFen, method, receivedAt, receivedOn };
    const issued = issueReceipt({ ...facts, receivedBy: session.actor });
    return this.receipts.enter({ paid, issued, entry: bookReceipt(issued.state), openPeriod });
  }
}
