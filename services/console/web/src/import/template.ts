import type { Texts } from '../language/language';
import { saveWorkbook, textCell } from '../parts/export-excel';
import type { ImportKind } from '../work/imports';

/** An empty workbook with the heading of the register, and on its second sheet what belongs in each column. */
export function saveRegisterTemplate(
  list: string,
  { action, columns }: ImportKind,
  { t, wordIn }: Pick<Texts, 't' | 'wordIn'>,
): Promise<void> {
  return saveWorkbook(`${list}-template`, [
    { name: t(action), heading: columns.map(({ field }) => wordIn(list, field)), rows: [] },
    {
      name: t('import.explanation'),
      heading: [t('import.column'), t('import.needed'), t('import.example')],
      rows: columns.map(({ field, optional, example }) => [
        textCell(wordIn(list, field)),
        textCell(t(optional === true ? 'no' : 'yes')),
        textCell(example),
      ]),
    },
  ]);
}
