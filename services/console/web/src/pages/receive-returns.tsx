import { useEffect, useRef, useState } from 'react';
import { Button, Form, Input, Select, Space } from 'antd';
import { Link } from 'react-router';
import { postTo, problemIn, type Row } from '../api/http';
import { useTexts } from '../language/language';
import { AddPhotoButton } from '../parts/exception-photos';
import { useDraft } from '../parts/draft';
import { PageFrame } from '../parts/page-frame';
import { useProblemText } from '../parts/problem-alert';
import { ScanField } from '../parts/scan-box';
import { useSites } from '../parts/sites';
import { sound } from '../parts/sound';
import { ScanLines, type ScanLine } from './scan-lines';

interface Taken {
  readonly serial: string;
  readonly site: string;
  readonly note: string;
  readonly key: string;
  readonly faultNumber: string | null;
  readonly exceptionNumber: string | null;
  readonly problem: string | null;
  readonly isSent: boolean;
}

interface Receiving {
  readonly note: string;
  readonly taken: readonly Taken[];
}

/** Parcels are taken in one by one, each under a key of its own: sent again after a failure or a reload, it is taken in once. */
function useReceiving() {
  const { t } = useTexts();
  const problemText = useProblemText();
  const { draft, change, forget } = useDraft<Receiving>('receive-returns', { note: '', taken: [] });
  const { note, taken } = draft;
  const [state, setState] = useState<'right' | 'wrong' | null>(null);
  const put = (one: Taken): void =>
    change((before) => ({ taken: [...before.taken.filter(({ serial }) => serial !== one.serial), one] }));
  const send = async (one: Taken): Promise<void> => {
    put({ ...one, isSent: false, problem: null });
    try {
      const body = { site: one.site, scannedSerial: one.serial, note: one.note };
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
  const begin = (serial: string, site: string): void => {
    const known = taken.find((one) => one.serial === serial);
    if (known?.isSent === true) return;
    const told = note.trim() === '' ? t('returns.defaultNote') : note.trim();
    const nothing = { faultNumber: null, exceptionNumber: null, problem: null, isSent: false };
    void send(known ?? { serial, site, note: told, key: crypto.randomUUID(), ...nothing });
  };
  useEffect(() => {
    // Whether these arrived before the page was loaded anew is not known; their keys make it no matter.
    for (const one of taken) if (!one.isSent && one.problem === null) void send(one);
  }, []);
  const leave = useRef(forget);
  leave.current = taken.every(({ isSent }) => isSent) ? forget : (): void => undefined;
  useEffect(() => () => leave.current(), []);
  return { note, setNote: (text: string): void => change({ note: text }), taken, state, begin, send };
}

/** 返修收货: every scan is one parcel, taken in at once; what fits no case becomes an exception, and nothing is refused. */
export default function ReceiveReturnsPage() {
  const { t, word } = useTexts();
  const { site, options, choose } = useSites(['central-warehouse', 'headquarters']);
  const { note, setNote, taken, state, begin, send } = useReceiving();
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
          onScan={(serial) => begin(serial, site?.site ?? '')}
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
