import { useState } from 'react';
import { Col, Row as GridRow, Segmented, Space, Table } from 'antd';
import { useParams } from 'react-router';
import { type Json, type Row, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useHasRole } from '../api/session';
import { useTexts } from '../language/language';
import { isRow, SerialLink, ValueTag } from '../parts/cell';
import { CommandButtons } from '../parts/command-button';
import { DocumentFields } from '../parts/document-fields';
import { Loaded, PageFrame } from '../parts/page-frame';
import { usePlaces } from '../parts/places';
import { PrintButtons } from '../parts/print-buttons';
import { StatementExport } from '../parts/statement-export';
import { states, type CommandKind } from '../work/command';
import { Counting } from './counting';

const one = (verb: string) => (row: Row) => `reconciliations/${textOf(row['statementNumber'])}/${verb}`;

const statementCommands: readonly CommandKind[] = [
  {
    label: 'command.sign',
    service: 'spare-pool',
    path: one('sign'),
    roles: ['branch-head', 'warehouse', 'headquarters-approver'],
    when: states('opened'),
    fields: [],
    at: 'signedAt',
  },
  {
    label: 'command.countersign',
    service: 'spare-pool',
    path: one('countersign'),
    roles: ['headquarters-approver'],
    when: states('signed'),
    fields: [],
    at: 'closedAt',
  },
];

const resolveLine: CommandKind = {
  label: 'command.resolve',
  service: 'spare-pool',
  path: one('resolve-discrepancy'),
  roles: ['branch-head', 'warehouse', 'headquarters-approver'],
  when: ({ openDiscrepancy }) => openDiscrepancy === true,
  fields: [
    {
      name: 'resolution',
      kind: 'choice',
      options: ['lost', 'moved-after-cut-off', 'found', 'booked-elsewhere'],
      mustBeChosen: true,
    },
    { name: 'note', kind: 'longText' },
  ],
  given: ({ serial }) => ({ serial: serial ?? null }),
  at: 'resolvedAt',
};

/** 月末对账: the book as of the cut-off, counted by scan, with what is missing shown as it goes. */
export default function StatementPage() {
  const { t } = useTexts();
  const { id = '' } = useParams();
  const statement = useRead<Row>('spare-pool', `reconciliations/${encodeURIComponent(id)}`);
  return (
    <PageFrame
      title={
        <Space>
          <span className="hint">{t('list.statements', { count: 1 })}</span>
          <span>{id}</span>
          {statement.data && <ValueTag value={textOf(statement.data['state'])} />}
        </Space>
      }
      extra={
        statement.data && (
          <Space wrap>
            <CommandButtons kinds={statementCommands} row={statement.data} />
            <StatementExport statement={statement.data} />
            <PrintButtons form="statements" number={id} />
          </Space>
        )
      }
    >
      <Loaded query={statement}>{(row) => <StatementBody row={row} />}</Loaded>
    </PageFrame>
  );
}

function StatementBody({ row }: { readonly row: Row }) {
  const hasRole = useHasRole();
  const lines = (Array.isArray(row['lines']) ? (row['lines'] as readonly Json[]) : []).filter(isRow);
  const mayCount =
    row['state'] === 'opened' && hasRole('branch-clerk', 'branch-head', 'warehouse', 'headquarters-approver');
  return (
    <GridRow gutter={[24, 16]}>
      <Col xs={24} lg={mayCount ? 9 : 24}>
        {mayCount && <Counting row={row} lines={lines} />}
        <DocumentFields row={row} without={['lines', 'statementNumber', 'state']} columns={mayCount ? 1 : 2} />
      </Col>
      <Col xs={24} lg={mayCount ? 15 : 24}>
        <LinesTable row={row} lines={lines} />
      </Col>
    </GridRow>
  );
}

function LinesTable({ row, lines }: { readonly row: Row; readonly lines: readonly Row[] }) {
  const { t, word } = useTexts();
  const { placeText } = usePlaces();
  const open = lines.filter(({ openDiscrepancy }) => openDiscrepancy === true);
  // What is open is what is left to do; of a statement that is signed, everything is of interest.
  const [shown, setShown] = useState<'open' | 'all'>(row['state'] === 'opened' ? 'open' : 'all');
  const commandsColumn = {
    title: word('commands'),
    // What can be done stays in sight where the columns are wider than the window.
    fixed: 'right' as const,
    render: (_value: unknown, line: Row) => (
      <CommandButtons
        isSmall
        kinds={[resolveLine]}
        row={{
          ...line,
          statementNumber: row['statementNumber'] ?? null,
          openDiscrepancy: line['openDiscrepancy'] === true && row['state'] === 'opened',
        }}
      />
    ),
  };
  return (
    <Table<Row>
      size="small"
      rowKey={(line) => textOf(line['serial'])}
      title={() => (
        <Segmented<'open' | 'all'>
          value={shown}
          options={[
            { value: 'open', label: t('count.openLines', { count: open.length }) },
            { value: 'all', label: t('count.allLines', { count: lines.length }) },
          ]}
          onChange={(value) => setShown(value)}
        />
      )}
      dataSource={[...(shown === 'open' ? open : lines)]}
      pagination={{ pageSize: 25, showSizeChanger: false, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: t('count.nothingOpen') }}
      columns={[
        { title: word('serial'), dataIndex: 'serial', render: (serial: string) => <SerialLink serial={serial} /> },
        { title: word('model'), dataIndex: 'model' },
        { title: word('listedAs'), dataIndex: 'listedAs', render: (value: string) => word(value) },
        { title: word('status'), dataIndex: 'status', render: (value: string) => <ValueTag value={value} /> },
        ...(shown === 'open'
          ? []
          : [
              {
                title: word('place'),
                dataIndex: 'place',
                render: (place: string | null) => (place === null ? '—' : placeText(place)),
              },
              {
                title: word('resolution'),
                dataIndex: 'resolution',
                render: (value: string | null) => (value === null ? '—' : word(value)),
              },
            ]),
        ...(row['state'] === 'opened' ? [commandsColumn] : []),
      ]}
    />
  );
}
