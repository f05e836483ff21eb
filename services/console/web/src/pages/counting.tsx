import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { type Row, postTo, problemIn, textOf } from '../api/http';
import { useTexts } from '../language/language';
import { useDraft } from '../parts/draft';
import { useProblemText } from '../parts/problem-alert';
import { ScanField } from '../parts/scan-box';
import { serialsIn } from '../parts/scanned-serials';
import { sound } from '../parts/sound';
import { ScanLines, type ScanLine } from './scan-lines';

const linesShown = 20;

/**
 * Units are counted by scan, with what is missing shown as it goes. A scanner is faster than the way to the service and back: what is
 * scanned while a count is on its way goes along with the next one.
 */
export function Counting({ row, lines }: { readonly row: Row; readonly lines: readonly Row[] }) {
  const { t } = useTexts();
  const [scanned, setScanned] = useState<readonly ScanLine[]>([]);
  const [state, setState] = useState<'right' | 'wrong' | null>(null);
  const { send, failed, unsent } = useCountQueue(
    `reconciliations/${textOf(row['statementNumber'])}/count`,
    (serials, note) =>
      setScanned((before) =>
        before.map((line) => (serials.includes(line.text) ? { ...line, state: 'wrong', note } : line)),
      ),
  );
  const toCount = lines.filter(({ status }) => status === 'to-count').length;
  const booked = Number(row['booked'] ?? 0);
  const list = (serial: string): 'right' | 'wrong' => {
    const isBooked = lines.some((line) => line['serial'] === serial && line['listedAs'] !== 'not-booked');
    const kind = isBooked ? 'right' : 'wrong';
    setScanned((before) => [
      ...before.filter(({ text }) => text !== serial),
      { text: serial, state: kind, note: t(isBooked ? 'count.booked' : 'count.notBooked') },
    ]);
    return kind;
  };
  const isListed = (serial: string): boolean => lines.some((line) => line['serial'] === serial);
  const count = (scan: string): void => {
    const serials = serialsIn(scan, isListed);
    const kinds = serials.map(list);
    const kind = kinds.includes('wrong') ? 'wrong' : 'right';
    setState(kind);
    sound(kind);
    send(serials);
  };
  useEffect(() => {
    unsent.forEach(list);
    if (unsent.length > 0) send(unsent);
  }, []);
  return (
    <div className="counting">
      <ScanField label={t('count.scan', { left: toCount })} hint={t('count.hint')} state={state} onScan={count} />
      {failed.length > 0 && (
        <Button danger onClick={() => send(failed)}>
          {t('returns.sendAgain', { count: failed.length })}
        </Button>
      )}
      <Progress
        percent={booked === 0 ? 0 : Math.round((100 * (booked - toCount)) / booked)}
        aria-label={t('count.progress')}
      />
      <ScanLines
        lines={[...scanned.filter(({ state: kind }) => kind === 'right'), ...wrongOf(scanned)].slice(-linesShown)}
      />
    </div>
  );
}

/** They stand on top until they are settled, however much is scanned after them. */
function wrongOf(scanned: readonly ScanLine[]): readonly ScanLine[] {
  return scanned.filter(({ state }) => state === 'wrong');
}

function useCountQueue(path: string, onFailure: (serials: readonly string[], note: string) => void) {
  const client = useQueryClient();
  const problemText = useProblemText();
  const waiting = useRef<readonly string[]>([]);
  const isSending = useRef(false);
  const [failed, setFailed] = useState<readonly string[]>([]);
  // A count is the same however often it is sent: after a reload, what no answer came for is sent again.
  const { draft, change } = useDraft<{ readonly unsent: readonly string[] }>(path, { unsent: [] });
  const sendWaiting = async (): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    while (waiting.current.length > 0) {
      const scannedSerials = [...new Set(waiting.current)];
      waiting.current = [];
      try {
        await postTo('spare-pool', path, { scannedSerials }, crypto.randomUUID());
        change(({ unsent }) => ({ unsent: unsent.filter((serial) => !scannedSerials.includes(serial)) }));
        void client.invalidateQueries({ queryKey: ['api', 'spare-pool'] });
      } catch (error) {
        setFailed((before) => [...new Set([...before, ...scannedSerials])]);
        onFailure(scannedSerials, problemText(problemIn(error)));
      }
    }
    isSending.current = false;
  };
  const send = (serials: readonly string[]): void => {
    waiting.current = [...waiting.current, ...serials];
    setFailed((before) => before.filter((serial) => !serials.includes(serial)));
    change(({ unsent }) => ({ unsent: [...new Set([...unsent, ...serials])] }));
    void sendWaiting();
  };
  return { send, failed, unsent: draft.unsent };
}
