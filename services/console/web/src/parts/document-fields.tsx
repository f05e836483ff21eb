import { Descriptions, Space, Table } from 'antd';
import type { Json, Row } from '../api/http';
import { useTexts } from '../language/language';
import { Cell, isRow, kindOf } from './cell';

const leftOut = new Set(['version']);

/** Every field of a document in words, lists of rows as tables below. */
export function DocumentFields({
  row,
  without = [],
  columns = 2,
  place = '',
}: {
  readonly row: Row;
  readonly without?: readonly string[];
  readonly columns?: 1 | 2;
  /** The register's name: some fields are called otherwise there. */
  readonly place?: string;
}) {
  const { word, wordIn } = useTexts();
  const fields = Object.entries(row).filter(([name]) => !leftOut.has(name) && !without.includes(name));
  const simple = fields.filter(([, value]) => !Array.isArray(value) && !isRow(value) && value !== null);
  const parts = fields.filter(([, value]) => isRow(value));
  const tables = fields.filter(([, value]) => Array.isArray(value) && value.some((item: Json) => isRow(item)));
  const names = fields.filter(
    ([, value]) => Array.isArray(value) && value.length > 0 && value.every((item: Json) => typeof item === 'string'),
  );
  return (
    <>
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, md: columns }}
        className="document-fields"
        items={[
          ...simple.map(([name, value]) => ({
            key: name,
            label: wordIn(place, name),
            children: <Cell value={value} column={{ field: name, kind: kindOf(name, value) }} />,
          })),
          ...names.map(([name, value]) => ({
            key: name,
            label: wordIn(place, name),
            children:
              kindOf(name, value) === 'text' ? (
                <Names names={value as readonly string[]} />
              ) : (
                <Cell value={value} column={{ field: name, kind: kindOf(name, value) }} />
              ),
          })),
        ]}
      />
      {parts.map(([name, value]) => (
        <div key={name} className="sub-table">
          <strong>{wordIn(place, name)}</strong>
          <DocumentFields row={value as Row} columns={columns} place={place} />
        </div>
      ))}
      {tables.map(([name, value]) => (
        <RowsTable key={name} title={word(name)} rows={(value as readonly Json[]).filter(isRow)} />
      ))}
    </>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <Space wrap size="small">
      {names.map((name) => (
        <Cell key={name} value={name} column={{ field: '' }} />
      ))}
    </Space>
  );
}

export function RowsTable({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const { word } = useTexts();
  const names = Object.keys(rows[0] ?? {}).filter((name) => !leftOut.has(name));
  return (
    <Table<Row>
      size="small"
      className="sub-table"
      title={() => <strong>{title}</strong>}
      rowKey={(row) => JSON.stringify(row)}
      dataSource={[...rows]}
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      columns={names.map((name) => ({
        title: word(name),
        dataIndex: name,
        align: typeof rows[0]?.[name] === 'number' ? ('right' as const) : ('left' as const),
        render: (value: Json) => <Cell value={value} column={{ field: name, kind: kindOf(name, value) }} />,
      }))}
    />
  );
}
