import { Button, Table } from 'antd';
import { useTexts } from '../language/language';
import { saveWorkbook, textCell } from '../parts/export-excel';

export interface Refusal {
  readonly line: number;
  /** The column, as people call it. */
  readonly field: string;
  /** As it stands in the file. */
  readonly value: string;
  /** Why, in the language of the page. */
  readonly reason: string;
}

interface RefusalTableProps {
  readonly refusals: readonly Refusal[];
  /** How many there are beyond those listed. */
  readonly leftOut: number;
}

/** The rows that are not taken in, each with its line, column and reason; to be saved and worked off. */
export function RefusalTable({ refusals, leftOut }: RefusalTableProps) {
  const { t } = useTexts();
  if (refusals.length === 0) return null;
  const save = (): Promise<void> =>
    saveWorkbook('refused-rows', [
      {
        name: t('import.refusals'),
        heading: [t('import.line'), t('import.column'), t('import.value'), t('import.reason')],
        rows: refusals.map(({ line, field, value, reason }) => [
          { type: Number, value: line },
          textCell(field),
          textCell(value),
          textCell(reason),
        ]),
      },
    ]);
  return (
    <Table<Refusal>
      size="small"
      rowKey={({ line, field, reason }) => `${line} ${field} ${reason}`}
      title={() => (
        <div className="page-head">
          <strong>
            {t('import.refusals')}
            {leftOut > 0 && ` · ${t('import.leftOut', { count: leftOut })}`}
          </strong>
          <Button size="small" onClick={() => void save()}>
            {t('list.export')}
          </Button>
        </div>
      )}
      dataSource={[...refusals]}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('import.line'), dataIndex: 'line', align: 'right' },
        { title: t('import.column'), dataIndex: 'field' },
        { title: t('import.value'), dataIndex: 'value', render: (value: string) => <code>{value || '—'}</code> },
        { title: t('import.reason'), dataIndex: 'reason' },
      ]}
    />
  );
}
