import { Button, Empty, Space, Table, type TableProps } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { type Page, type Row, textOf } from '../api/http';
import { useRead } from '../api/hooks';
import { useHasRole } from '../api/session';
import { useTexts } from '../language/language';
import { Cell } from '../parts/cell';
import { CommandButtons } from '../parts/command-button';
import { businessDate } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { usePersonInWriting } from '../parts/people';
import { usePlaces } from '../parts/places';
import { ReadProblem } from '../parts/problem-alert';
import { beginnings } from '../work/beginnings';
import { commands } from '../work/commands';
import { imports } from '../work/imports';
import type { ListKind } from '../work/list';
import { FilterBar } from './filter-bar';
import { MatchingSummary } from './matching-summary';
import { ExportButton } from '../parts/export-button';
import { exportList, mostRows } from '../parts/export-excel';

const pageSize = 25;

/** One register. Filters, order and place stand in the address, so that a link shows the same. */
export default function ListPage({ list }: { readonly list: ListKind }) {
  const texts = useTexts();
  const { t, word, wordIn } = texts;
  const places = usePlaces();
  const nameAndAccount = usePersonInWriting();
  const [address, setAddress] = useSearchParams();
  const cursors = (address.get('at') ?? '').split(',').filter((part) => part !== '');
  const filters = Object.fromEntries(
    list.filters.flatMap(({ field }) => (address.has(field) ? [[field, address.get(field) ?? '']] : [])),
  );
  const sort = address.get('sort') ?? undefined;
  const query = { sort, ...(list.query?.(filters, businessDate()) ?? filters) };
  const page = useRead<Page>(list.service, list.path, { ...query, cursor: cursors.at(-1), limit: pageSize });
  const change = (changes: Readonly<Record<string, string | undefined>>): void => {
    const next = new URLSearchParams(address);
    // Another filter or order begins at the first page.
    next.delete('at');
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    setAddress(next);
  };
  const kinds = list.hasDocument ? [] : (commands[list.name] ?? []);
  const columns: TableProps<Row>['columns'] = list.columns.map((column) => ({
    key: column.field,
    title: wordIn(list.name, column.field),
    dataIndex: column.field,
    align: ['fen', 'number'].includes(column.kind ?? '') ? 'right' : 'left',
    sorter: column.isSortable === true,
    sortOrder: sort === column.field ? 'ascend' : sort === `-${column.field}` ? 'descend' : null,
    ellipsis: ['reason', 'note'].includes(column.field) && column.kind === undefined,
    render: (_value, row) => <Cell value={row[column.field]} column={column} list={list} />,
  }));
  if (kinds.length > 0)
    columns.push({
      key: 'commands',
      title: word('commands'),
      fixed: 'right',
      render: (_value, row) => <CommandButtons kinds={kinds} row={row} isSmall />,
    });
  return (
    <PageFrame
      title={t(list.title)}
      extra={
        <Space wrap>
          <CommandButtons kinds={beginnings[list.name] ?? []} row={{}} />
          <ImportLink list={list.name} />
          <ExportButton
            mostRows={mostRows}
            onExport={(onProgress) => exportList(list, query, { ...texts, ...places, nameAndAccount }, onProgress)}
          />
        </Space>
      }
    >
      <FilterBar place={list.name} filters={list.filters} values={filters} onChange={change} />
      {list.name === 'matching' && <MatchingSummary filters={filters} />}
      <ReadProblem error={page.error} />
      <Table<Row>
        size="small"
        className="register"
        rowKey={(row) => [list.id, ...(list.alsoBy ?? [])].map((field) => textOf(row[field])).join(' ')}
        columns={columns}
        dataSource={[...(page.data?.items ?? [])]}
        loading={page.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText: page.error === null && (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(Object.keys(filters).length > 0 ? 'list.noMatch' : list.empty)}
            />
          ),
        }}
        onChange={(_pagination, _filters, sorter) => {
          const by = Array.isArray(sorter) ? sorter[0] : sorter;
          const field = String(by?.columnKey ?? '');
          change({ sort: by?.order ? `${by.order === 'descend' ? '-' : ''}${field}` : undefined });
        }}
      />
      <Pager
        cursors={cursors}
        next={page.data?.nextCursor ?? null}
        onMove={(at) => {
          const moved = new URLSearchParams(address);
          if (at.length === 0) moved.delete('at');
          else moved.set('at', at.join(','));
          setAddress(moved);
        }}
      />
    </PageFrame>
  );
}

function ImportLink({ list }: { readonly list: string }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const hasRole = useHasRole();
  const kind = imports[list];
  if (kind === undefined || !hasRole(...kind.roles)) return null;
  return <Button onClick={() => void navigate(`/${list}/import`)}>{t('import.fromExcel')}</Button>;
}

function Pager({
  cursors,
  next,
  onMove,
}: {
  readonly cursors: readonly string[];
  readonly next: string | null;
  readonly onMove: (cursors: readonly string[]) => void;
}) {
  const { t } = useTexts();
  if (cursors.length === 0 && next === null) return null;
  return (
    <Space className="pager">
      <Button disabled={cursors.length === 0} onClick={() => onMove(cursors.slice(0, -1))}>
        {t('list.previous')}
      </Button>
      <span>{t('list.page', { page: cursors.length + 1 })}</span>
      <Button disabled={next === null} onClick={() => next !== null && onMove([...cursors, next])}>
        {t('list.next')}
      </Button>
    </Space>
  );
}
