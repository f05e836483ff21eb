import { useEffect, useState } from 'react';
import { Alert, App, Button, Card, Progress, Space, Table, Tag } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { isAway, postTo } from '../api/http';
import { installationNow } from '../api/installation-clock';
import { Counts } from '../import/counts';
import { FileChooser } from '../import/file-chooser';
import { againstRegister, callsOf, judgeRows, keyOfCall, type JudgedFile, type JudgedRow } from '../import/judge-rows';
import { readKnown, readNames } from '../import/registers';
import { RefusalTable } from '../import/refusal-table';
import { linesOf, NoSpreadsheet } from '../import/spreadsheet';
import { saveRegisterTemplate } from '../import/template';
import { useTexts, type TextKey } from '../language/language';
import { Cell } from '../parts/cell';
import { useDraft } from '../parts/draft';
import { PageFrame } from '../parts/page-frame';
import { ProblemAlert } from '../parts/problem-alert';
import type { Column } from '../work/list';
import { mostImportRows, type ImportKind } from '../work/imports';
import { listNamed } from '../work/lists';

interface Chosen extends JudgedFile {
  readonly fileName: string | null;
}

interface ImportPageProps {
  /** The register's name. */
  readonly list: string;
  readonly kind: ImportKind;
}

const nothingChosen: Chosen = { fileName: null, rows: [], missing: [], unused: [] };

/** A register filled from Excel: a file is judged row by row, what is right is sent in parts, and how far that is survives a reload. */
export default function ImportRegisterPage({ list, kind }: ImportPageProps) {
  const texts = useTexts();
  const { t } = texts;
  const { draft: chosen, change, forget } = useDraft<Chosen>(`import.${list}`, nothingChosen);
  const { isBusy, during, error } = useDuring();
  const sending = useSending(list, kind, (rows) => change({ rows }));
  const isOver = (rows: readonly JudgedRow[]): boolean =>
    rows.some(({ state }) => state === 'sent') && !rows.some(({ state }) => state === 'new');
  useEffect(() => {
    if (isOver(chosen.rows)) forget();
    // A finished import is shown until the page is left, and not again afterwards.
  }, []);
  const choose = (file: File): Promise<void> =>
    during(async () => {
      forget();
      const lines = await linesOf(file);
      if (lines.length > mostImportRows + 1)
        throw new Error(t('import.tooMany', { count: lines.length - 1, most: mostImportRows }));
      const judged = judgeRows(list, kind, lines, { ...(await readNames(kind)), now: installationNow() });
      const rows = againstRegister(kind, judged.rows, await readKnown(list, kind, judged.rows));
      change({ ...judged, rows, fileName: file.name });
    });
  return (
    <PageFrame
      title={t(kind.action)}
      extra={<Button onClick={() => void saveRegisterTemplate(list, kind, texts)}>{t('import.template')}</Button>}
    >
      <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
        {!sending.isBusy && (
          <FileChooser
            isBusy={isBusy}
            hint={t('import.rowsHint', { most: mostImportRows })}
            onChoose={(file) => void choose(file)}
          />
        )}
        <ProblemAlert error={error} />
        {chosen.fileName !== null && (
          <Judged list={list} kind={kind} chosen={chosen} isOver={isOver(chosen.rows)} sending={sending} />
        )}
      </Space>
    </PageFrame>
  );
}

/** Work with a file, one at a time; what stands in its way is kept to be shown. */
function useDuring() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failed) {
      if (failed instanceof NoSpreadsheet)
        void message.error(t(failed.isBroken ? 'import.unreadable' : 'import.wrongKind', { file: failed.file }), 8);
      else setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, during, error };
}

interface Sending {
  readonly isBusy: boolean;
  readonly send: (rows: readonly JudgedRow[]) => void;
  readonly error: unknown;
  /** The first and the last line of the call that the service refused. */
  readonly stoppedAt: readonly [number, number] | null;
}

/**
 * Sends what is new, call after call. A service that is away stops it where it is, to be gone on with; what a service refuses is judged
 * again with what its register has by then.
 */
function useSending(list: string, kind: ImportKind, onRows: (rows: readonly JudgedRow[]) => void): Sending {
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [stoppedAt, setStoppedAt] = useState<readonly [number, number] | null>(null);
  const send = async (before: readonly JudgedRow[]): Promise<void> => {
    let rows = before;
    let lines: readonly number[] = [];
    setBusy(true);
    setError(null);
    setStoppedAt(null);
    try {
      for (const call of callsOf(kind, before)) {
        lines = call.rows.map(({ line }) => line);
        const taken = new Set(lines);
        await postTo(kind.service, kind.path, call.body, await keyOfCall(kind, call.body));
        rows = rows.map((row) => (taken.has(row.line) ? { ...row, state: 'sent' } : row));
        onRows(rows);
      }
    } catch (failed) {
      setError(failed);
      if (!isAway(failed)) {
        setStoppedAt([Math.min(...lines), Math.max(...lines)]);
        const known = await readKnown(list, kind, rows).catch(() => []);
        onRows(againstRegister(kind, rows, known));
      }
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ['api'] });
    }
  };
  return { isBusy, send: (rows) => void send(rows), error, stoppedAt };
}

interface JudgedProps extends ImportPageProps {
  readonly chosen: Chosen;
  readonly isOver: boolean;
  readonly sending: Sending;
}

function Judged({ list, kind, chosen: { fileName, rows, missing, unused }, isOver, sending }: JudgedProps) {
  const { t, wordIn } = useTexts();
  const navigate = useNavigate();
  const count = (wanted: JudgedRow['state']): number => rows.filter(({ state }) => state === wanted).length;
  const left = count('new');
  const sent = count('sent');
  const columnName = (field: string): string => wordIn(list, field);
  if (missing.length > 0) {
    const columns = missing.map(columnName).join('、');
    return <Alert type="error" showIcon role="alert" title={fileName} description={t('import.missing', { columns })} />;
  }
  const refusals = rows.flatMap((row) =>
    row.refusals.map(({ line, field, value, reason, values }) => ({
      line,
      field: columnName(field),
      value,
      reason: t(reason, values),
    })),
  );
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <Card
        size="small"
        title={fileName}
        extra={
          isOver ? (
            <Button onClick={() => void navigate(`/${list}`)}>
              {t('import.openRegister', { register: t(listNamed(list).title) })}
            </Button>
          ) : (
            <Button type="primary" loading={sending.isBusy} disabled={left === 0} onClick={() => sending.send(rows)}>
              {t('import.submit', { count: left })}
            </Button>
          )
        }
      >
        <Counts
          counts={[
            ['import.rowsRead', rows.length],
            ['import.wouldImport', left],
            ...some('import.sent', sent),
            ...some('import.there', count('there')),
            ['import.refused', count('refused')],
          ]}
        />
        {(sending.isBusy || sent > 0) && (
          <Progress percent={Math.floor((100 * sent) / (sent + left))} aria-label={t('import.sent')} />
        )}
        <p className="hint" role="status">
          {t(
            rows.length === 0
              ? 'import.noRows'
              : isOver
                ? 'import.done'
                : sent > 0 || sending.isBusy
                  ? 'import.sending'
                  : 'import.nothingYet',
          )}
        </p>
      </Card>
      {unused.length > 0 && <Alert type="info" showIcon title={t('import.unused', { columns: unused.join('、') })} />}
      <ProblemAlert error={sending.error} />
      {sending.stoppedAt !== null && (
        <Alert
          type="warning"
          showIcon
          title={t('import.stopped', { from: sending.stoppedAt[0], to: sending.stoppedAt[1] })}
        />
      )}
      <RefusalTable refusals={refusals} leftOut={0} />
      <RowsTable list={list} kind={kind} rows={rows.filter(({ state }) => state !== 'refused')} />
    </Space>
  );
}

function some(key: TextKey, count: number): readonly (readonly [TextKey, number])[] {
  return count === 0 ? [] : [[key, count]];
}

const stateText = { new: 'import.wouldImport', there: 'import.there', sent: 'import.sent' } as const;
const stateColour = { new: 'blue', there: 'default', sent: 'green' } as const;

/** The rows as they were understood, so that a wrong column is seen before it is sent. */
function RowsTable({ list, kind, rows }: ImportPageProps & { readonly rows: readonly JudgedRow[] }) {
  const { t, wordIn } = useTexts();
  if (rows.length === 0) return null;
  const cellKinds: Readonly<Record<string, Column['kind']>> = {
    fen: 'fen',
    date: 'date',
    moment: 'instant',
    site: 'site',
    feeCode: 'value',
  };
  return (
    <Table<JudgedRow>
      size="small"
      rowKey="line"
      title={() => <strong>{t('import.rows')}</strong>}
      dataSource={[...rows]}
      pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('import.line'), dataIndex: 'line', align: 'right' },
        ...kind.columns.map(({ field, kind: asked }) => ({
          title: wordIn(list, field),
          align: asked === 'fen' || asked === 'number' ? ('right' as const) : ('left' as const),
          render: (_value: unknown, { body }: JudgedRow) => (
            <Cell value={body[field]} column={{ field, kind: cellKinds[asked] ?? 'text' }} />
          ),
        })),
        {
          title: t('import.state'),
          dataIndex: 'state',
          render: (state: keyof typeof stateText) => <Tag color={stateColour[state]}>{t(stateText[state])}</Tag>,
        },
      ]}
    />
  );
}
