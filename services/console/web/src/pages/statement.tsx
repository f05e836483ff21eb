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
import { instantText } from '../parts/format';
import { Loaded, PageFrame } from '../parts/page-frame';
import { PersonName } from '../parts/people';
import { usePlaces } from '../parts/places';
import { PrintButtons } from '../parts/print-buttons';
import { StatementExport } from '../parts/statement-export';
import { states, type CommandKind } from '../work/command';
import { decision, longText } from '../work/commands/fields';
import { Counting } from './counting';

const one = (verb: string) => (row: Row) => `reconciliations/${textOf(row['statementNumber'])}/${verb}`;

const signaturesIn = (signatures: Json | undefined): readonly Row[] =>
  (Array.isArray(signatures) ? (signatures as readonly Json[]) : []).filter(isRow);

/** Who signs for the site of a line; where an old one names none, the main site's. */
function custodianOf({ signatures }: Row, { site }: Row): Json {
  const all = signaturesIn(signatures);
  return (all.find((one) => one['site'] === site) ?? all[0])?.['custodian'] ?? null;
}

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
    label: 'command.sendBack',
    service: 'spare-pool',
    path: one('send-back'),
    roles: ['headquarters-approver'],
    when: ({ state, signatures }) =>
      state === 'signed' || (state === 'opened' && signaturesIn(signatures).some(({ signedBy }) => signedBy !== null)),
    fields: [{ name: 'reason', kind: 'longText' }],
    at: 'sentBackAt',
    danger: true,
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

const isMissing = ({ status }: Row): boolean => status === 'to-count';

const ofLine = {
  service: 'spare-pool',
  roles: ['branch-head', 'warehouse', 'headquarters-approver'],
  given: ({ serial }: Row) => ({ serial: serial ?? null }),
  at: 'resolvedAt',
} as const;

/** What may become of a unit that is missing is not what may become of one that nobody expected. */
const lineCommands: readonly CommandKind[] = [
  {
    ...ofLine,
    label: 'command.resolve',
    path: one('resolve-discrepancy'),
    when: (line) => line['openDiscrepancy'] === true && isMissing(line),
    fields: [decision('resolution', 'lost', 'moved-after-cut-off'), longText('note')],
    cost: ({ model, custodian }, typed) =>
      typed['resolution'] === 'lost'
        ? { feeCode: 'unit-price', model: textOf(model), debtor: textOf(custodian) }
        : null,
  },
  {
    ...ofLine,
    label: 'command.resolve',
    path: one('resolve-discrepancy'),
    when: (line) => line['openDiscrepancy'] === true && !isMissing(line),
    fields: [decision('resolution', 'booked-elsewhere', 'found', 'not-ours'), longText('note')],
  },
  {
    label: 'command.takeOutScan',
    service: 'spare-pool',
    path: one('take-out-scan'),
    roles: ['branch-clerk', 'branch-head', 'warehouse', 'headquarters-approver'],
    when: ({ status, mayBeChanged }) => mayBeChanged === true && (status === 'counted' || status === 'unexpected'),
    fields: [{ name: 'reason', kind: 'longText' }],
    given: ({ serial }) => ({ serial: serial ?? null }),
  },
];

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
        <Signatures signatures={signaturesIn(row['signatures'])} />
        <DocumentFields
          row={row}
          without={['lines', 'signatures', 'unsignedSites', 'statementNumber', 'state']}
          columns={mayCount ? 1 : 2}
        />
      </Col>
      <Col xs={24} lg={mayCount ? 15 : 24}>
        <LinesTable row={row} lines={lines} />
      </Col>
    </GridRow>
  );
}

/** Each site by its own custodian; who has not signed yet is named. */
function Signatures({ signatures }: { readonly signatures: readonly Row[] }) {
  const { word } = useTexts();
  const { siteName } = usePlaces();
  return (
    <Table<Row>
      size="small"
      rowKey={({ site }) => textOf(site)}
      dataSource={[...signatures]}
      pagination={false}
      columns={[
        { title: word('site'), dataIndex: 'site', render: siteName },
        {
          title: word('custodian'),
          dataIndex: 'custodian',
          render: (custodian: string | null) => (custodian === null ? '—' : <PersonName account={custodian} />),
        },
        {
          title: word('signedAt'),
          dataIndex: 'signedAt',
          render: (at: string | null) => (at === null ? '—' : instantText(at)),
        },
      ]}
    />
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
        kinds={lineCommands}
        row={{
          ...line,
          statementNumber: row['statementNumber'] ?? null,
          openDiscrepancy: line['openDiscrepancy'] === true && row['state'] === 'opened',
          mayBeChanged: row['state'] === 'opened',
          custodian: custodianOf(row, line),
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
