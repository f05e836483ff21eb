import { amountInCapitals } from '../amount-in-capitals.js';
import { definePrintedForm } from '../printed-form.js';
import type { Signature } from '../sheet.js';
import { caseFacts, oneUnit, readCase, type CaseFacts } from './fault-case.js';

interface Quote {
  readonly quoteNumber: string;
  readonly faultNumber: string;
  readonly serial: string;
  readonly lines: readonly {
    readonly feeCode: string;
    readonly description: string;
    readonly quantity: number;
    readonly unitFen: number;
  }[];
  readonly totalFen: number;
  readonly state: string;
  readonly issuedBy: string;
  readonly issuedAt: string;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
}

interface QuoteDocument {
  readonly quote: Quote;
  readonly about: CaseFacts;
}

/** 报价单: no paid work starts before the customer has confirmed it (B2). */
export const quoteForm = definePrintedForm<QuoteDocument>({
  name: 'quotes',
  title: ['报价单', 'Quote'],
  read: async (number, reader) => {
    const quote = await reader.read<Quote>('billing', `quotes/${encodeURIComponent(number)}`);
    return { quote, about: await readCase(quote.faultNumber, quote.serial, reader) };
  },
  sheet: ({ quote, about }, texts) => ({
    number: quote.quoteNumber,
    state: texts.value(quote.state),
    blocks: [
      oneUnit(quote.serial, about.model, texts),
      { kind: 'facts', facts: caseFacts(about, quote.faultNumber, texts) },
      {
        kind: 'table',
        title: texts.label('description'),
        columns: [
          { title: texts.label('line'), width: 28, isNumber: true },
          { title: texts.label('description') },
          { title: texts.label('quantity'), width: 50, isNumber: true },
          { title: texts.label('unitPrice'), width: 90, isNumber: true },
          { title: texts.label('amount'), width: 90, isNumber: true },
        ],
        rows: quote.lines.map((line, index) => [
          String(index + 1),
          line.description,
          String(line.quantity),
          texts.money(line.unitFen),
          texts.money(line.unitFen * line.quantity),
        ]),
        total: [texts.label('total'), texts.money(quote.totalFen)],
        empty: texts.sentence('noQuoteLines'),
      },
      {
        kind: 'facts',
        facts: [
          { label: texts.label('amountInWords'), value: amountInCapitals(quote.totalFen), isWide: true },
          { label: texts.label('quoteAnswer'), value: texts.value(quote.state) },
          { label: texts.label('answeredAt'), value: texts.instant(quote.answeredAt) },
        ],
      },
      { kind: 'note', title: texts.label('quoteTerms'), text: texts.sentence('quoteTerms'), blankLines: 0 },
    ],
    signatures: [
      { label: texts.label('quoter'), name: texts.signer(quote.issuedBy), at: texts.instant(quote.issuedAt) },
      customerSignature(texts.label('customerSigns')),
    ],
  }),
});

/** Who entered the answer in the system is not the customer: the customer signs on paper. */
function customerSignature(label: string): Signature {
  return { label, name: null, at: null };
}
