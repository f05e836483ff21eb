import { App, Alert, Button, Col, Form, Input, Row as GridRow, Segmented, Select } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { Link } from 'react-router';
import { type Page, type Row, textOf } from '../api/http';
import { useCommand, useRead } from '../api/hooks';
import { useSession } from '../api/session';
import { useTexts } from '../language/language';
import { isRow } from '../parts/cell';
import { useDraft } from '../parts/draft';
import { lastCoveredDay } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { ProblemAlert, ReadProblem } from '../parts/problem-alert';
import { cause, severities } from '../work/commands/cases';

interface Draft {
  readonly serial: string;
  readonly city: string;
  readonly reporterName: string;
  readonly reporterPhone: string;
  readonly plate: string;
  readonly symptom: string;
  readonly severity: string;
  readonly cause: string;
}

/** 报修: what is known of the serial fills the rest, so that it is done in under a minute. */
export default function ReportFaultPage() {
  const { t, word } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { cities } = useSession();
  const [address] = useSearchParams();
  const initial: Draft = {
    serial: address.get('serial') ?? '',
    city: cities?.[0] ?? '',
    reporterName: '',
    reporterPhone: '',
    plate: '',
    symptom: '',
    severity: 'normal',
    cause: 'product-fault',
  };
  const { draft, change, forget } = useDraft<Draft>(`report-fault.${initial.serial}`, initial);
  const command = useCommand<Row>();
  const submit = async (): Promise<void> => {
    const { plate, ...told } = draft;
    const body = { ...told, serial: told.serial.trim(), ...(plate.trim() === '' ? {} : { plate: plate.trim() }) };
    const reported = await command.mutateAsync({ service: 'rma', path: 'rma-cases', body });
    forget();
    void message.success(t('done', { what: textOf(reported['faultNumber']) }));
    await navigate(`/cases/${textOf(reported['faultNumber'])}`);
  };
  const field = (name: 'reporterName' | 'reporterPhone' | 'plate' | 'city', required = true) => (
    <Form.Item label={word(name)} htmlFor={name} required={required}>
      <Input
        id={name}
        value={draft[name]}
        maxLength={200}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </Form.Item>
  );
  const complete = [draft.serial, draft.city, draft.reporterName, draft.reporterPhone, draft.symptom].every(
    (text) => text.trim() !== '',
  );
  return (
    <PageFrame title={t('action.reportFault')}>
      <Form layout="vertical" onFinish={() => void submit().catch(() => undefined)}>
        <GridRow gutter={[24, 0]}>
          <Col xs={24} md={12}>
            <Form.Item label={word('serial')} htmlFor="serial" required>
              <Input
                id="serial"
                autoFocus
                autoComplete="off"
                value={draft.serial}
                maxLength={64}
                onChange={({ target }) => change({ serial: target.value })}
                onPressEnter={(event) => event.preventDefault()}
              />
            </Form.Item>
            <KnownUnit serial={draft.serial.trim()} onUse={change} />
            {field('reporterName')}
            {field('reporterPhone')}
            {field('plate', false)}
          </Col>
          <Col xs={24} md={12}>
            <Form.Item label={word('symptom')} htmlFor="symptom" required>
              <Input.TextArea
                id="symptom"
                rows={4}
                maxLength={2000}
                value={draft.symptom}
                onChange={({ target }) => change({ symptom: target.value })}
              />
            </Form.Item>
            <Form.Item label={word('severity')}>
              <Segmented
                value={draft.severity}
                options={severities.map((value) => ({ value, label: word(value) }))}
                onChange={(severity) => change({ severity })}
              />
            </Form.Item>
            <Form.Item label={word('cause')} htmlFor="cause">
              <Select
                id="cause"
                value={draft.cause}
                options={(cause.options ?? []).map((value) => ({ value, label: word(value) }))}
                onChange={(value: string) => change({ cause: value })}
              />
            </Form.Item>
            {cities === null || cities.length > 1 ? field('city') : null}
          </Col>
        </GridRow>
        <ProblemAlert error={command.error} />
        <Button type="primary" size="large" htmlType="submit" loading={command.isPending} disabled={!complete}>
          {t('fault.submit')}
        </Button>
      </Form>
    </PageFrame>
  );
}

/** What the registers know of the serial: whose it is, whether it is covered, whether a case is open. */
function KnownUnit({ serial, onUse }: { readonly serial: string; readonly onUse: (part: Partial<Draft>) => void }) {
  const { t } = useTexts();
  const isWorthAsking = serial.length >= 4;
  const covered = useRead<Row>('warranty', isWorthAsking ? `covered-units/${encodeURIComponent(serial)}` : null);
  const cases = useRead<Page>('rma', isWorthAsking ? 'rma-cases' : null, { serial, status: 'open', limit: 1 });
  const open = cases.data?.items[0];
  const current = covered.data && isRow(covered.data['current']) ? covered.data['current'] : null;
  return (
    <div className="known-unit">
      {open !== undefined && (
        <Alert
          type="warning"
          showIcon
          title={
            <Link to={`/cases/${textOf(open['faultNumber'])}`}>
              {t('unit.openCase', { number: textOf(open['faultNumber']) })}
            </Link>
          }
        />
      )}
      {current !== null && (
        <Alert
          type={covered.data?.['covered'] === true ? 'success' : 'info'}
          title={
            <>
              {textOf(current['model'])} · {textOf(current['customerName'])} ·{' '}
              {t(covered.data?.['covered'] === true ? 'unit.coveredUntil' : 'unit.coverageOver', {
                day: lastCoveredDay(textOf(current['coveredUntil'] ?? '—')),
              })}
            </>
          }
          action={
            <Button
              size="small"
              onClick={() =>
                onUse({
                  reporterName: textOf(current['customerName']),
                  reporterPhone: textOf(current['customerPhone']),
                  plate: textOf(current['plate'] ?? ''),
                  city: textOf(current['city']),
                })
              }
            >
              {t('fault.useCustomer')}
            </Button>
          }
        />
      )}
      <ReadProblem error={covered.error ?? cases.error} />
      {isWorthAsking && covered.data === null && <Alert type="info" title={t('fault.unknownSerial')} />}
    </div>
  );
}
