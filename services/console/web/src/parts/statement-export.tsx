import { type Json, type Row, textOf } from '../api/http';
import { useTexts } from '../language/language';
import type { Column } from '../work/list';
import { isRow, kindOf } from './cell';
import { ExportButton } from './export-button';
import { excelCell, recordExport, saveWorkbook, textCell, type ExcelSheet, type Wording } from './export-excel';
import { usePersonInWriting } from './people';
import { usePlaces } from './places';

const lineColumns: readonly Column[] = [
  { field: 'serial', kind: 'serial' },
  { field: 'model' },
  { field: 'listedAs', kind: 'value' },
  { field: 'place', kind: 'place' },
  { field: 'condition', kind: 'value' },
  { field: 'status', kind: 'value' },
  { field: 'resolution', kind: 'value' },
  { field: 'note' },
  { field: 'resolvedBy' },
];

/** 月末对账单 as a workbook: the summary on one sheet, every line on the other. */
export function StatementExport({ statement }: { readonly statement: Row }) {
  const texts = { ...useTexts(), ...usePlaces(), nameAndAccount: usePersonInWriting() };
  const lines = linesOf(statement['lines']);
  return (
    <ExportButton
      mostRows={lines.length}
      onExport={async () => {
        const number = textOf(statement['statementNumber']);
        await recordExport('statements', { statementNumber: number }, lines.length);
        await saveWorkbook(number, [
          summarySheet(statement, texts),
          {
            name: texts.t('export.lines'),
            heading: lineColumns.map(({ field }) => texts.wordIn('statements', field)),
            rows: lines.map((line) => lineColumns.map((column) => excelCell(line[column.field], column, texts))),
          },
        ]);
        return { rows: lines.length, isCut: false };
      }}
    />
  );
}

function summarySheet(statement: Row, texts: Wording): ExcelSheet {
  const fields = Object.entries(statement).filter(([, value]) => !Array.isArray(value) && value !== null);
  return {
    name: texts.t('export.summary'),
    heading: [texts.t('export.field'), texts.t('export.value')],
    rows: fields.map(([field, value]) => [
      textCell(texts.wordIn('statements', field)),
      excelCell(value, { field, kind: typeof value === 'number' ? 'number' : kindOf(field, value) }, texts),
    ]),
  };
}

function linesOf(value: Json | undefined): readonly Row[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isRow) : [];
}
