import { App, Button, DatePicker, Descriptions, Form, Input, Table } from 'antd';
import dayjs from 'dayjs';
import { useNavigate } from 'react-router';
import { type Page, type Row, textOf } from '../api/http';
import { useCommand, useRead } from '../api/hooks';
import { useSession } from '../api/session';
import { useTexts } from '../language/language';
import { FenInput } from '../parts/fen-input';
import { useDraft } from '../parts/draft';
import { businessDate, fenText, instantText } from '../parts/format';
import { PageFrame } from '../parts/page-frame';
import { ProblemAlert, ReadProblem } from '../parts/problem-alert';

interface Counted {
  readonly businessOn: string;
  readonly counted: number | null;
  readonly differenceReason: string;
}

/** 交接: the day's receipts of the city, however they were paid, with the cash that goes with them (B4). */
export default function HandInPage() {
  const { t, word } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { cities } = useSession();
  const city = cities?.[0] ?? '';
  // What was counted yesterday is not today's.
  const { draft, change, forget } = useDraft<Counted>(`hand-in.${businessDate()}`, {
    businessOn: businessDate(),
    counted: null,
    differenceReason: '',
  });
  const { businessOn, counted, differenceReason } = draft;
  const receipts = useRead<Page>('billing', 'receipts', {
    city,
    from: businessOn,
    to: businessOn,
    limit: 200,
  });
  const command = useCommand<Row>();
  const rows = receipts.data?.items ?? [];
  const cash = rows.filter(({ method }) => method === 'cash');
  const total = cash.reduce((sum, { amountFen }) => sum + Number(amountFen), 0);
  const cashFen = counted ?? total;
  const submit = async (): Promise<void> => {
    const reason = cashFen === total ? {} : { differenceReason: differenceReason.trim() };
    const body = {
      city,
      businessOn,
      cashFen,
      receiptNumbers: rows.map(({ receiptNumber }) => textOf(receiptNumber)),
      ...reason,
    };
    const handover = await command.mutateAsync({ service: 'billing', path: 'handovers', body });
    forget();
    void message.success(t('done', { what: textOf(handover['handoverNumber']) }));
    await navigate(`/handovers/${textOf(handover['handoverNumber'])}`);
  };
  return (
    <PageFrame title={t('action.handIn')}>
      <div className="narrow">
        <Form layout="vertical" onFinish={() => void submit().catch(() => undefined)}>
          <Form.Item label={word('businessOn')} htmlFor="businessOn">
            <DatePicker
              id="businessOn"
              value={dayjs(businessOn)}
              allowClear={false}
              maxDate={dayjs(businessDate())}
              onChange={(day) =>
                change({
                  businessOn: day?.format('YYYY-MM-DD') ?? businessDate(),
                  counted: null,
                  differenceReason: '',
                })
              }
            />
          </Form.Item>
          <ReceiptsTable rows={receipts.data?.items ?? null} />
          <Descriptions
            size="small"
            items={[
              {
                key: 'total',
                label: word('receiptsFen'),
                children: <strong className="figure">{fenText(total)}</strong>,
              },
            ]}
          />
          <Form.Item label={word('cashFen')} htmlFor="cashFen">
            <FenInput id="cashFen" value={cashFen} onChange={(counted) => change({ counted })} />
          </Form.Item>
          {cashFen !== total && (
            <Form.Item
              label={word('differenceReason')}
              htmlFor="differenceReason"
              required
              extra={t('handIn.difference', { amount: fenText(cashFen - total) })}
            >
              <Input
                id="differenceReason"
                value={differenceReason}
                maxLength={500}
                onChange={({ target }) => change({ differenceReason: target.value })}
              />
            </Form.Item>
          )}
          <ReadProblem error={receipts.error} />
          <ProblemAlert error={command.error} />
          <Button type="primary" htmlType="submit" loading={command.isPending} disabled={city === '' || !receipts.data}>
            {t('handIn.submit')}
          </Button>
        </Form>
      </div>
    </PageFrame>
  );
}

/** null: not known. */
function ReceiptsTable({ rows }: { readonly rows: readonly Row[] | null }) {
  const { t, word } = useTexts();
  return (
    <Table<Row>
      size="small"
      rowKey={(row) => textOf(row['receiptNumber'])}
      dataSource={[...(rows ?? [])]}
      pagination={false}
      locale={{ emptyText: rows !== null && t('handIn.noReceipts') }}
      columns={[
        { title: word('receiptNumber'), dataIndex: 'receiptNumber' },
        { title: word('chargeNumber'), dataIndex: 'chargeNumber' },
        { title: word('method'), dataIndex: 'method', render: (value: string) => word(value) },
        { title: word('receivedAt'), dataIndex: 'receivedAt', render: (value: string) => instantText(value) },
        {
          title: word('amountFen'),
          dataIndex: 'amountFen',
          align: 'right',
          render: (value: number) => fenText(value),
        },
      ]}
    />
  );
}
