import { amountInCapitals } from '../amount-in-capitals.js';
import type { FormTexts } from '../form-texts.js';
import { definePrintedForm } from '../printed-form.js';
import type { Fact, TableBlock } from '../sheet.js';
import { readReceipt, type Charge, type Receipt } from './receipt-form.js';

interface Handover {
  readonly handoverNumber: string;
  readonly city: string;
  readonly businessOn: string;
  readonly receiptNumbers: readonly string[];
  readonly receiptsFen: number;
  readonly cashFen: number;
  readonly differenceReason: string | null;
  readonly late: boolean;
  readonly state: string;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly countedFen: number | null;
  readonly differenceFen: number | null;
  readonly acceptedBy: string | null;
  readonly acceptedAt: string | null;
}

interface HandoverDocument {
  readonly handover: Handover;
  readonly receipts: readonly { readonly receipt: Receipt; readonly charge: Charge }[];
}

/** 交接单: a branch's documents and money of one day (B4). */
export const handoverForm = definePrintedForm<HandoverDocument>({
  name: 'handovers',
  title: ['单据与收费款项交接单', 'Hand-over'],
  read: async (number, reader) => {
    const handover = await reader.read<Handover>('billing', `handovers/${encodeURIComponent(number)}`);
    const receipts = await reader.readEach(handover.receiptNumbers, (receipt) => readReceipt(receipt, reader));
    return { handover, receipts };
  },
  sheet: ({ handover, receipts }, texts) => ({
    number: handover.handoverNumber,
    state: texts.value(handover.state === 'submitted' ? 'handed-in' : handover.state),
    blocks: [
      { kind: 'facts', facts: dayFacts(handover, texts) },
      receiptsTable({ handover, receipts }, texts),
      { kind: 'facts', title: texts.label('acceptance'), facts: acceptanceFacts(handover, texts) },
    ],
    signatures: [
      {
        label: texts.label('handedInBy'),
        name: texts.signer(handover.submittedBy),
        at: texts.instant(handover.submittedAt),
      },
      {
        label: texts.label('acceptedBy'),
        name: handover.acceptedBy === null ? null : texts.signer(handover.acceptedBy),
        at: handover.acceptedAt === null ? null : texts.instant(handover.acceptedAt),
      },
    ],
  }),
});

function dayFacts(handover: Handover, texts: FormTexts): Fact[] {
  const reason = handover.differenceReason;
  return [
    { label: texts.label('city'), value: texts.city(handover.city) },
    { label: texts.label('businessOn'), value: handover.businessOn },
    { label: texts.label('handedInBy'), value: texts.person(handover.submittedBy) },
    { label: texts.label('handedInAt'), value: texts.instant(handover.submittedAt) },
    { label: texts.label('receiptsTotal'), value: texts.money(handover.receiptsFen) },
    { label: texts.label('cashHandedIn'), value: texts.money(handover.cashFen) },
    { label: texts.label('difference'), value: texts.money(handover.cashFen - handover.receiptsFen) },
    { label: texts.label('late'), value: texts.value(handover.late) },
    { label: texts.label('amountInWords'), value: amountInCapitals(handover.cashFen), isWide: true },
    ...(reason === null ? [] : [{ label: texts.label('differenceReason'), value: reason, isWide: true }]),
  ];
}

/** Every receipt of the day, however it was paid; the cash among them stands above. */
function receiptsTable({ receipts }: HandoverDocument, texts: FormTexts): TableBlock {
  const totalFen = receipts.reduce((sum, { receipt }) => sum + receipt.amountFen, 0);
  return {
    kind: 'table',
    title: texts.label('receipts'),
    columns: [
      { title: texts.label('line'), width: 24, isNumber: true },
      { title: texts.label('receipt'), width: 82 },
      { title: texts.label('faultNumber'), width: 92 },
      { title: texts.label('serial'), isBarcode: true },
      { title: texts.label('method'), width: 46 },
      { title: texts.label('amount'), width: 76, isNumber: true },
    ],
    rows: receipts.map(({ receipt, charge }, index) => [
      String(index + 1),
      receipt.receiptNumber,
      texts.text(receipt.faultNumber),
      texts.text(charge.serial),
      texts.value(receipt.method),
      texts.money(receipt.amountFen),
    ]),
    total: [texts.label('total'), texts.money(totalFen)],
    empty: texts.sentence('noReceipts'),
  };
}

function acceptanceFacts(handover: Handover, texts: FormTexts): Fact[] {
  return [
    { label: texts.label('countedByFinance'), value: texts.money(handover.countedFen) },
    { label: texts.label('difference'), value: texts.money(handover.differenceFen) },
    { label: texts.label('acceptedBy'), value: texts.person(handover.acceptedBy) },
    { label: texts.label('acceptedAt'), value: texts.instant(handover.acceptedAt) },
  ];
}
