import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { Fen, Session } from '@rotables/domain-kernel';
import { payCharge } from '../../charge/charge.js';
import { Charges } from '../../charge/charge.repository.js';
import { DocumentNumbers } from '../../documents/document-numbers.js';
import { bookReceipt } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import { issueReceipt, type PaymentMethod, type Receipt } from '../receipt.js';
import { Receipts } from '../receipt.repository.js';

/** Command: money is received for a charge, in part or in whole, against a receipt (B3). */
@Injectable()
export class ReceivePayment {
  constructor(
    private readonly charges: Charges,
    private readonly receipts: Receipts,
    private readonly journal: Journal,
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
  ): Promise<Receipt> {
    const charge = await this.charges.load(payment.chargeNumber);
    const { chargeNumber, faultNumber, city } = charge;
    ensureCityInScope(session, city);
    await this.charges.save(payCharge(charge, payment));
    const { amountFen, method, receivedAt } = payment;
    const receiptNumber = await this.numbers.nextReceipt(city);
    const receivedOn = businessDateOf(receivedAt);
    const facts = { receiptNumber, chargeNumber, faultNumber, city, amountFen, method, receivedAt, receivedOn };
    const receipt = await this.receipts.add(issueReceipt({ ...facts, receivedBy: session.actor }));
    await this.journal.write(bookReceipt(receipt));
    return receipt;
  }
}
