import { paymentReceivedV1, type PaymentReceived } from '@rotables/contracts';
import { InvalidInput } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, CityCode, Decision, Fen } from '@rotables/domain-kernel';
import { eventOf, type EventOf } from '../domain-event.js';

export const paymentMethods = ['cash', 'transfer', 'wallet'] as const;
export type PaymentMethod = PaymentReceived['method'];

/** Money that was received for one charge (B3); never changed. */
export interface Receipt {
  readonly receiptNumber: string;
  readonly chargeNumber: string;
  readonly faultNumber: string | null;
  readonly city: CityCode;
  readonly amountFen: Fen;
  readonly method: PaymentMethod;
  readonly receivedBy: ActorId;
  readonly receivedAt: Date;
  readonly receivedOn: BusinessDate;
  readonly version: number;
}

export type ReceiptEvent = EventOf<typeof paymentReceivedV1>;
export type ReceiptDecision = Decision<Receipt, ReceiptEvent>;

/** Writes the receipt of a payment (B3). Throws InvalidInput for less than one fen. */
export function issueReceipt(facts: Omit<Receipt, 'version'>): ReceiptDecision {
  if (facts.amountFen < 1) throw new InvalidInput('amountFen', facts.amountFen, '1 fen or more');
  const { receiptNumber, chargeNumber, faultNumber, city, amountFen, method, receivedBy } = facts;
  const receivedAt = facts.receivedAt.toISOString();
  return {
    state: { ...facts, version: 0 },
    events: [
      eventOf(paymentReceivedV1, {
        receiptNumber,
        chargeNumber,
        faultNumber,
        city,
        amountFen,
        method,
        receivedBy,
        receivedAt,
      }),
    ],
  };
}
