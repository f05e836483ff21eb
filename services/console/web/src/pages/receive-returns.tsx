import { useState } from 'react';
import { Button, Form, Input, Select, Space } from 'antd';
import { Link } from 'react-router';
import { postTo, problemIn, type Row } from '../api/http';
import { useTexts } from '../language/language';
import { AddPhotoButton } from '../parts/exception-photos';
import { PageFrame } from '../parts/page-frame';
import { useProblemText } from '../parts/problem-alert';
import { ScanField } from '../parts/scan-box';
import { useSites } from '../parts/sites';
import { sound } from '../parts/sound';
import { ScanLines, type ScanLine } from './scan-lines';

interface Taken {
  readonly serial: string;
  readonly key: string;
  readonly faultNumber: string | null;
  readonly exceptionNumber: string | null;
  readonly problem: string | null;
  readonly isSent: boolean;
}

/** 返修收货: every scan is one parcel, taken in at once; what fits no case becomes an exception, and nothing is refused. */
export default function ReceiveReturnsPage() {
  const { t, word } = useTexts();
  const problemText = useProblemText();
  const { site, options, choose } = useSites(['central-warehouse', 'headquarters']);
  const [note, setNote] = useState('');
  const [taken, setTaken] = useState<readonly Taken[]>([]);
  const [state, setState] = useState<'right' | 'wrong' | null>(null);
  const put = (one: Taken): void =>
    setTaken((before) => [...before.filter(({ serial }) => serial !== one.serial), one]);
  const send = async (one: Taken): Promise<void> => {
    put({ ...one, isSent: false, problem: null });
    try {
      const body = {
        site: site?.site ?? '',
        scannedSerial: one.serial,
        note: note.trim() === '' ? t('returns.defaultNote') : note.trim(),
      };
      const answer = await postTo<Row>('rma', 'receipts', body, one.key);
      const exceptionNumber = typeof answer['exceptionNumber'] === 'string' ? answer['exceptionNumber'] : null;
      put({
        ...one,
        isSent: true,
        problem: null,
        exceptionNumber,
        faultNumber: typeof answer['faultNumber'] === 'string' ? answer['faultNumber'] : null,
      });
      setState(exceptionNumber === null ? 'right' : 'wrong');
      sound(exceptionNumber === null ? 'right' : 'wrong');
    } catch (error) {
      put({ ...one, isSent: false, problem: problemText(problemIn(error)) });
      setState('wrong');
      sound('wrong');
    }
  };
  const begin = (serial: string): void => {
    const known = taken.find((one) => one.serial === serial);
    // The same key for the same parcel: scanned again after a failure, it is taken in once.
    if (known?.isSent !== true)
      void send(
        known ?? {
          serial,
          key: crypto.randomUUID(),
          faultNumber: null,
          exceptionNumber: null,
          problem: null,
          isSent: false,
        },
      );
  };
  const failed = taken.filter(({ problem }) => problem !== null);
  return (
    <PageFrame
      title={t('action.receiveReturns')}
      extra={
        <Select
          aria-label={word('site')}
          style={{ minWidth: 180 }}
          {...(site === undefined ? {} : { value: site.site })}
          options={options}
          onChange={choose}
        />
      }
    >
      <div className="narrow">
        <ScanField
          label={t('returns.scan')}
          hint={t('returns.hint')}
          state={state}
          disabled={site === undefined}
          onScan={begin}
        />
        <Form layout="vertical">
          <Form.Item label={word('note')} htmlFor="note">
            <Input
              id="note"
              value={note}
              maxLength={500}
              placeholder={t('returns.defaultNote')}
              onChange={({ target }) => setNote(target.value)}
            />
          </Form.Item>
        </Form>
        {failed.length > 0 && (
          <Space>
            <Button onClick={() => failed.forEach((one) => void send(one))}>
              {t('returns.sendAgain', { count: failed.length })}
            </Button>
          </Space>
        )}
        <p className="figure">{t('returns.count', { count: taken.filter(({ isSent }) => isSent).length })}</p>
        <ScanLines lines={taken.map((one) => lineOf(one, t))} />
        {taken
          .slice(-5)
          .reverse()
          .map(({ serial, faultNumber, exceptionNumber }) => (
            <p key={serial}>
              {faultNumber !== null && <Link to={`/cases/${faultNumber}`}>{faultNumber}</Link>}{' '}
              {exceptionNumber !== null && (
                <>
                  <Link to={`/exceptions/${exceptionNumber}`}>{exceptionNumber}</Link>{' '}
                  <AddPhotoButton exceptionNumber={exceptionNumber} />
                </>
              )}
            </p>
          ))}
      </div>
    </PageFrame>
  );
}

function lineOf(
  { serial, problem, exceptionNumber, isSent, faultNumber }: Taken,
  t: ReturnType<typeof useTexts>['t'],
): ScanLine {
  if (problem !== null) return { text: serial, state: 'wrong', note: problem };
  if (!isSent) return { text: serial, state: 'waiting', note: '…' };
  return exceptionNumber === null
    ? { text: serial, state: 'right', note: t('returns.received', { number: faultNumber ?? '' }) }
    : { text: serial, state: 'wrong', note: t('returns.exception', { number: exceptionNumber }) };
}
