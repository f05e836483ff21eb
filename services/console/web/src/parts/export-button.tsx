import { App, Button } from 'antd';
import { useState } from 'react';
import { problemIn } from '../api/http';
import { useTexts } from '../language/language';

interface Outcome {
  readonly rows: number;
  readonly isCut: boolean;
}

interface ExportButtonProps {
  readonly onExport: (onProgress: (rows: number) => void) => Promise<Outcome>;
  /** Said where the file does not hold everything. */
  readonly mostRows: number;
}

/** Saves what is shown as a workbook, says how far it is, and says so when it had to cut. */
export function ExportButton({ onExport, mostRows }: ExportButtonProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [read, setRead] = useState<number | null>(null);
  const run = async (): Promise<void> => {
    setRead(0);
    try {
      const { rows, isCut } = await onExport(setRead);
      if (isCut) void message.warning(t('export.cut', { rows, most: mostRows }), 12);
      else void message.success(t('export.done', { rows }));
    } catch (error) {
      void message.error(t('export.failed', { why: problemIn(error).detail }), 12);
    } finally {
      setRead(null);
    }
  };
  return (
    <Button loading={read !== null} onClick={() => void run()}>
      {read === null ? t('list.export') : t('export.progress', { rows: read })}
    </Button>
  );
}
