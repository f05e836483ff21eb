import { Alert, App, Button, Card, Space, Spin } from 'antd';
import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { getFrom, postTo, type Page } from '../api/http';
import { Counts } from '../import/counts';
import { FileChooser } from '../import/file-chooser';
import { refusalReason } from '../import/refusal-reason';
import { RefusalTable, type Refusal } from '../import/refusal-table';
import { registrationContent, saveTemplate } from '../import/registration-file';
import { NoSpreadsheet } from '../import/spreadsheet';
import { useTexts } from '../language/language';
import { Loaded, PageFrame } from '../parts/page-frame';
import { ProblemAlert } from '../parts/problem-alert';

interface Preview {
  readonly rowsRead: number;
  readonly wouldRegister: number;
  readonly alreadyRegistered: number;
  readonly refused: number;
  readonly failure: string | null;
  readonly refusals: readonly Refusal[];
  readonly refusalsLeftOut: number;
}

interface Registration {
  readonly registrationNumber: string;
  readonly fileName: string;
  readonly state: 'running' | 'finished' | 'failed';
  readonly failure: string | null;
  readonly rowsTakenIn: number;
  readonly registered: number;
  readonly alreadyRegistered: number;
  readonly refused: number;
}

/** A file that was chosen and judged, and not sent for good yet. */
interface Chosen {
  readonly name: string;
  readonly content: Blob;
  readonly preview: Preview;
  /** One per file: sent again after a failure on the way, it is the same registration. */
  readonly key: string;
}

/** Units from Excel or CSV (W1): chosen, judged row by row, and only then taken in. How far that is stands in the address, and survives a reload. */
export default function RegisterUnitsPage() {
  const texts = useTexts();
  const { t } = texts;
  const [address, setAddress] = useSearchParams();
  const number = address.get('registration');
  return (
    <PageFrame
      title={t('action.registerUnits')}
      extra={<Button onClick={() => void saveTemplate(texts)}>{t('import.template')}</Button>}
    >
      {number === null ? (
        <ChooseFile onSent={(sent) => setAddress({ registration: sent })} />
      ) : (
        <Progressing number={number} onAnother={() => setAddress({})} />
      )}
    </PageFrame>
  );
}

function ChooseFile({ onSent }: { readonly onSent: (registrationNumber: string) => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failed) {
      if (failed instanceof NoSpreadsheet) void message.error(t('import.wrongKind', { file: failed.file }));
      else setError(failed);
    } finally {
      setBusy(false);
    }
  };
  const choose = (file: File): Promise<void> =>
    during(async () => {
      setChosen(null);
      const content = await registrationContent(file);
      const key = crypto.randomUUID();
      const preview = await postTo<Preview>('warranty', 'registrations/preview', content, key);
      setChosen({ name: file.name, content, preview, key });
    });
  const send = ({ name, content, key }: Chosen): Promise<void> =>
    during(async () => {
      const path = `registrations?fileName=${encodeURIComponent(name)}`;
      onSent((await postTo<Registration>('warranty', path, content, key)).registrationNumber);
    });
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <FileChooser isBusy={isBusy} hint={t('import.hint')} onChoose={(file) => void choose(file)} />
      <ProblemAlert error={error} />
      {chosen !== null && <Judged chosen={chosen} isBusy={isBusy} onSend={() => void send(chosen)} />}
    </Space>
  );
}

interface JudgedProps {
  readonly chosen: Chosen;
  readonly isBusy: boolean;
  readonly onSend: () => void;
}

function Judged({ chosen: { name, preview }, isBusy, onSend }: JudgedProps) {
  const { t } = useTexts();
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <Card
        size="small"
        title={name}
        extra={
          <Button type="primary" loading={isBusy} disabled={preview.wouldRegister === 0} onClick={onSend}>
            {t('import.send', { count: preview.wouldRegister })}
          </Button>
        }
      >
        <Counts
          counts={[
            ['import.rowsRead', preview.rowsRead],
            ['import.wouldRegister', preview.wouldRegister],
            ['import.alreadyRegistered', preview.alreadyRegistered],
            ['import.refused', preview.refused],
          ]}
        />
        <p className="hint">{t('import.nothingSent')}</p>
      </Card>
      {preview.failure !== null && <Alert type="error" showIcon role="alert" title={preview.failure} />}
      <RegistrationRefusals refusals={preview.refusals} leftOut={preview.refusalsLeftOut} />
    </Space>
  );
}

interface RegistrationRefusalsProps {
  readonly refusals: readonly Refusal[];
  readonly leftOut: number;
}

function RegistrationRefusals({ refusals, leftOut }: RegistrationRefusalsProps) {
  const { word, language } = useTexts();
  const told = refusals.map((refusal) => ({
    ...refusal,
    field: word(`registration.${refusal.field}`),
    reason: refusalReason(refusal.reason, language),
  }));
  return <RefusalTable refusals={told} leftOut={leftOut} />;
}

const lookAgainMilliseconds = 1_000;

function Progressing({ number, onAnother }: { readonly number: string; readonly onAnother: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const path = `registrations/${encodeURIComponent(number)}`;
  const registration = useQuery<Registration | null>({
    queryKey: ['api', 'warranty', path],
    queryFn: () => getFrom<Registration>('warranty', path),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? lookAgainMilliseconds : false),
  });
  const isOver = registration.data !== undefined && registration.data?.state !== 'running';
  const refusals = useQuery<Page<Refusal>>({
    queryKey: ['api', 'warranty', path, 'refusals'],
    enabled: isOver,
    queryFn: () => getFrom<Page<Refusal>>('warranty', `${path}/refusals`, { limit: 200 }),
  });
  return (
    <Loaded query={registration}>
      {(row) => (
        <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
          <Card
            size="small"
            title={`${row.registrationNumber} · ${row.fileName}`}
            extra={
              row.state !== 'running' && (
                <Button
                  onClick={() => {
                    void client.invalidateQueries({ queryKey: ['api'] });
                    onAnother();
                  }}
                >
                  {t('import.another')}
                </Button>
              )
            }
          >
            <Counts
              counts={[
                ['import.rowsRead', row.rowsTakenIn],
                ['import.registered', row.registered],
                ['import.alreadyRegistered', row.alreadyRegistered],
                ['import.refused', row.refused],
              ]}
            />
            <p className="hint" role="status">
              {row.state === 'running' && <Spin size="small" />}{' '}
              {t(row.state === 'running' ? 'import.running' : 'import.finished')}
            </p>
          </Card>
          {row.failure !== null && <Alert type="error" showIcon role="alert" title={row.failure} />}
          <RegistrationRefusals
            refusals={refusals.data?.items ?? []}
            leftOut={
              refusals.data?.nextCursor === null ? 0 : Math.max(0, row.refused - (refusals.data?.items.length ?? 0))
            }
          />
        </Space>
      )}
    </Loaded>
  );
}
