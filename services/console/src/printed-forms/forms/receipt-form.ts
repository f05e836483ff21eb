import { amountInCapitals } from '../amount-in-capitals.js';
import type { DocumentReader } from '../document-reader.js';
import { definePrintedForm } from '../printed-form.js';
import { readCase, type CaseFacts } from './fault-case.js';

export interface Receipt {
  readonly receiptNumber: string;
  readonly chargeNumber: string;
  readonly faultNumber: string | null;
  readonly city: string;
  readonly amountFen: number;
  readonly method: string;
  readonly receivedBy: string;
  readonly receivedAt: string;
}

export interface Charge {
  readonly reason: string;
  readonly serial: string | null;
  readonly debtor: string;
}

interface ReceiptDocument {
  readonly receipt: Receipt;
  readonly charge: Charge;
  readonly about: CaseFacts;
}

export async function readReceipt(
  number: string,
  reader: DocumentReader,
): Promise<Pick<ReceiptDocument, 'receipt' | 'charge'>> {
  const receipt = await reader.read<Receipt>('billing', `receipts/${encodeURIComponent(number)}`);
  const charge = await reader.read<Charge>('billing', `charges/${encodeURIComponent(receipt.chargeNumber)}`);
  return { receipt, charge };
}

/** 收据: money received, under a number without a gap (B3). */
export const receiptForm = definePrintedForm<ReceiptDocument>({
  name: 'receipts',
  title: ['收据', 'Receipt'],
  read: async (number, reader) => {
    const { receipt, charge } = await readReceipt(number, reader);
    return { receipt, charge, about: await readCase(receipt.faultNumber, charge.serial, reader) };
  },
  sheet: ({ receipt, charge, about }, texts) => ({
    number: receipt.receiptNumber,
    state: texts.value('paid'),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: texts.label('payer'), value: texts.text(about.customer ?? charge.debtor), isWide: true },
          { label: texts.label('purpose'), value: texts.value(charge.reason) },
          { label: texts.label('method'), value: texts.value(receipt.method) },
          { label: texts.label('amount'), value: texts.money(receipt.amountFen) },
          { label: texts.label('receivedAt'), value: texts.instant(receipt.receivedAt) },
          { label: texts.label('amountInWords'), value: amountInCapitals(receipt.amountFen), isWide: true },
          { label: texts.label('charge'), value: receipt.chargeNumber },
          { label: texts.label('faultNumber'), value: texts.text(receipt.faultNumber) },
          { label: texts.label('city'), value: texts.city(receipt.city) },
          { label: texts.label('receivedBy'), value: texts.person(receipt.receivedBy) },
        ],
      },
      ...(charge.serial === null
        ? []
        : [
            {
              kind: 'units' as const,
              units: [{ caption: texts.label('unit'), serial: charge.serial, model: about.model }],
            },
          ]),
    ],
    signatures: [
      { label: texts.label('seal'), name: null, at: null },
      {
        label: texts.label('receivedBy'),
        name: texts.signer(receipt.receivedBy),
        at: texts.instant(receipt.receivedAt),
      },
      { label: texts.label('payerSigns'), name: null, at: null },
    ],
  }),
});
