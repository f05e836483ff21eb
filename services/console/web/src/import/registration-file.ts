import { csvText, isExcel } from './spreadsheet';
import { saveWorkbook, textCell, type ExcelSheet } from '../parts/export-excel';
import type { Texts } from '../language/language';

const excelType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The columns that the warranty service reads, with an example; it refuses a file with any other. */
export const registrationColumns = [
  ['serial', '9VS3FM1J'],
  ['model', 'ST31500541AS'],
  ['city', 'DL'],
  ['plan', 'STD24'],
  ['acceptance_date', '2026-11-02'],
  ['installed_on', '2026-11-02'],
  ['customer_name', '大连港务'],
  ['customer_phone', '0411-5550-0101'],
  ['contract_number', 'HT-2026-018'],
  ['first_use_on', '2026-11-02'],
  ['plate', '辽B12345'],
] as const;

/** The file as the service takes it: a workbook as it is, CSV in UTF-8. Throws {@link NoSpreadsheet}. */
export async function registrationContent(file: File): Promise<Blob> {
  if (isExcel(file)) return new Blob([file], { type: excelType });
  return new Blob([await csvText(file)], { type: 'text/csv' });
}

/** An empty workbook with the right heading, and what belongs in each column. */
export function saveTemplate({ t, word }: Pick<Texts, 't' | 'word'>): Promise<void> {
  const explained: ExcelSheet = {
    name: t('import.explanation'),
    heading: [t('import.column'), t('import.meaning'), t('import.example')],
    rows: registrationColumns.map(([column, example]) => [
      textCell(column),
      textCell(word(`registration.${column}`)),
      textCell(example),
    ]),
  };
  const empty: ExcelSheet = {
    name: t('import.units'),
    heading: registrationColumns.map(([column]) => column),
    rows: [],
  };
  return saveWorkbook('registration-template', [empty, explained]);
}
