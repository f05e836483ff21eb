import type { FormTexts } from '../form-texts.js';
import { definePrintedForm } from '../printed-form.js';
import type { Fact, TableBlock } from '../sheet.js';

interface StatementLine {
  readonly serial: string;
  readonly model: string | null;
  readonly listedAs: string;
  readonly status: string;
  readonly openDiscrepancy: boolean;
  readonly resolution: string | null;
  readonly note: string | null;
  readonly resolvedBy: string | null;
}

interface SiteSignature {
  readonly site: string;
  readonly signedBy: string | null;
  readonly signedAt: string | null;
}

interface Statement {
  readonly statementNumber: string;
  readonly city: string;
  readonly month: string;
  readonly cutOffAt: string;
  readonly allocation: number;
  readonly state: string;
  readonly booked: number;
  readonly counted: number;
  readonly onLoan: number;
  readonly inTransit: number;
  readonly openDiscrepancies: number;
  readonly defectiveReturned: number | null;
  readonly replenishmentOwed: number | null;
  /** One for each site, by its own custodian. */
  readonly signatures: readonly SiteSignature[];
  readonly countersignedBy: string | null;
  readonly closedAt: string | null;
  readonly lines: readonly StatementLine[];
}

/** 月末对账单: the book as of the cut-off, what the count made of it, signed for each site and by headquarters (S5, S6). */
export const statementForm = definePrintedForm<Statement>({
  name: 'statements',
  title: ['月末对账单', 'Month-end statement'],
  read: (number, reader) => reader.read<Statement>('spare-pool', `reconciliations/${encodeURIComponent(number)}`),
  sheet: (statement, texts) => ({
    number: statement.statementNumber,
    state: texts.value(statement.state),
    blocks: [
      { kind: 'facts', facts: summary(statement, texts) },
      discrepanciesOf(statement, texts),
      linesOf(statement, texts),
    ],
    signatures: [
      ...statement.signatures.map(({ site, signedBy, signedAt }) => ({
        label: `${texts.label('custodian')} ${site}`,
        name: signedBy === null ? null : texts.signer(signedBy),
        at: signedAt === null ? null : texts.instant(signedAt),
      })),
      {
        label: texts.label('countersigner'),
        name: statement.countersignedBy === null ? null : texts.signer(statement.countersignedBy),
        at: statement.closedAt === null ? null : texts.instant(statement.closedAt),
      },
    ],
  }),
});

function summary(statement: Statement, texts: FormTexts): Fact[] {
  return [
    { label: texts.label('city'), value: texts.city(statement.city) },
    { label: texts.label('month'), value: statement.month },
    { label: texts.label('cutOff'), value: texts.instant(statement.cutOffAt) },
    { label: texts.label('state'), value: texts.value(statement.state) },
    { label: texts.label('booked'), value: texts.units(statement.booked) },
    { label: texts.label('counted'), value: texts.units(statement.counted) },
    { label: texts.label('onLoan'), value: texts.units(statement.onLoan) },
    { label: texts.label('inTransit'), value: texts.units(statement.inTransit) },
    { label: texts.label('allocation'), value: texts.units(statement.allocation) },
    { label: texts.label('openDiscrepancies'), value: texts.units(statement.openDiscrepancies) },
    { label: texts.label('defectiveReturned'), value: texts.units(statement.defectiveReturned) },
    { label: texts.label('replenishmentOwed'), value: texts.units(statement.replenishmentOwed) },
  ];
}

/**
 * Everything that does not agree, first, because it is what the two who sign have to look at. As long as the count goes on, what is not yet
 * counted is no discrepancy: the form is the list to count by.
 */
function discrepanciesOf({ lines, state }: Statement, texts: FormTexts): TableBlock {
  const isCounting = state === 'opened';
  const toCount = lines.filter(({ status }) => status === 'to-count').length;
  const differing = lines.filter(
    ({ openDiscrepancy, resolution, status }) =>
      resolution !== null || (openDiscrepancy && !(isCounting && status === 'to-count')),
  );
  return {
    kind: 'table',
    title: texts.label('discrepancies'),
    columns: [
      { title: texts.label('serial'), width: 108 },
      { title: texts.label('asBooked'), width: 48 },
      { title: texts.label('status'), width: 58 },
      { title: texts.label('resolution'), width: 66 },
      { title: texts.label('resolvedBy'), width: 62 },
      { title: texts.label('note') },
    ],
    rows: differing.map((line) => [
      line.serial,
      texts.value(line.listedAs),
      texts.value(line.status),
      texts.value(line.resolution),
      texts.person(line.resolvedBy),
      texts.text(line.note),
    ]),
    empty: toCount > 0 ? texts.sentence('stillToCount', { count: toCount }) : texts.sentence('noDiscrepancies'),
  };
}

function linesOf({ lines }: Statement, texts: FormTexts): TableBlock {
  return {
    kind: 'table',
    title: texts.sentence('allLines', { count: lines.length }),
    columns: [
      { title: texts.label('line'), width: 28, isNumber: true },
      { title: texts.label('serial'), width: 190, isBarcode: true },
      { title: texts.label('model') },
      { title: texts.label('asBooked'), width: 62 },
      { title: texts.label('status'), width: 80 },
    ],
    rows: lines.map((line, index) => [
      String(index + 1),
      line.serial,
      texts.text(line.model),
      texts.value(line.listedAs),
      texts.value(line.status),
    ]),
    empty: texts.sentence('noLines'),
  };
}
