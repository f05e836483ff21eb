import { App, Button, Col, Form, Input, InputNumber, Row as GridRow, Select } from 'antd';
import { useNavigate } from 'react-router';
import { type Page, type Row, textOf } from '../api/http';
import { useCommand, useRead } from '../api/hooks';
import { useTexts } from '../language/language';
import { AllocationPanel } from '../parts/allocation-panel';
import { useDraft } from '../parts/draft';
import { PageFrame } from '../parts/page-frame';
import { ProblemAlert, ReadProblem } from '../parts/problem-alert';
import { useSites } from '../parts/sites';

interface Draft {
  readonly model: string | null;
  readonly quantity: number;
  readonly reason: string;
}

/** 备用机申请: the arithmetic of the allocation moves with what is typed. */
export default function ApplyPage() {
  const { t, word } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { site, options, choose } = useSites();
  const models = useRead<Page>('spare-pool', 'models', { limit: 200 });
  const { draft, change, forget } = useDraft<Draft>('apply', { model: null, quantity: 1, reason: '' });
  const command = useCommand<Row>();
  const submit = async (): Promise<void> => {
    if (site === undefined || draft.model === null) return;
    const body = { site: site.site, model: draft.model, quantity: draft.quantity, reason: draft.reason.trim() };
    const application = await command.mutateAsync({ service: 'spare-pool', path: 'spare-applications', body });
    forget();
    void message.success(t('done', { what: textOf(application['applicationNumber']) }));
    await navigate(`/applications/${textOf(application['applicationNumber'])}`);
  };
  return (
    <PageFrame title={t('action.apply')}>
      <GridRow gutter={[24, 16]}>
        <Col xs={24} md={12}>
          <Form layout="vertical" onFinish={() => void submit().catch(() => undefined)}>
            <Form.Item label={word('site')} htmlFor="site" required>
              <Select
                id="site"
                {...(site === undefined ? {} : { value: site.site })}
                options={options}
                onChange={choose}
              />
            </Form.Item>
            <Form.Item label={word('model')} htmlFor="model" required>
              <Select
                id="model"
                showSearch
                value={draft.model}
                options={(models.data?.items ?? []).map(({ model }) => ({
                  value: textOf(model),
                  label: textOf(model),
                }))}
                onChange={(model: string) => change({ model })}
              />
            </Form.Item>
            <Form.Item label={word('quantity')} htmlFor="quantity" required>
              <InputNumber
                id="quantity"
                min={1}
                max={100}
                precision={0}
                value={draft.quantity}
                onChange={(quantity) => change({ quantity: quantity ?? 1 })}
              />
            </Form.Item>
            <Form.Item label={word('reason')} htmlFor="reason" required>
              <Input.TextArea
                id="reason"
                rows={3}
                maxLength={2000}
                value={draft.reason}
                onChange={({ target }) => change({ reason: target.value })}
              />
            </Form.Item>
            <ReadProblem error={models.error} />
            <ProblemAlert error={command.error} />
            <Button
              type="primary"
              htmlType="submit"
              loading={command.isPending}
              disabled={site === undefined || draft.model === null || draft.reason.trim() === ''}
            >
              {t('apply.submit')}
            </Button>
          </Form>
        </Col>
        <Col xs={24} md={12}>
          {site !== undefined && <AllocationPanel city={site.city} requested={draft.quantity} />}
        </Col>
      </GridRow>
    </PageFrame>
  );
}
