import { Button, Tag } from 'antd';
import { useTexts } from '../language/language';

export interface ScanLine {
  readonly text: string;
  readonly state: 'right' | 'wrong' | 'waiting';
  readonly note: string;
}

interface ScanLinesProps {
  readonly lines: readonly ScanLine[];
  /** Takes a line off again; without it nothing can be taken off. */
  readonly onRemove?: (text: string) => void;
}

/** What was scanned, the latest first, each with a sign beside its colour. */
export function ScanLines({ lines, onRemove }: ScanLinesProps) {
  const { t } = useTexts();
  return (
    <ol className="scan-lines" aria-live="polite" aria-label={t('scan.lines')}>
      {[...lines].reverse().map((line) => (
        <li key={line.text} className={line.state}>
          <span aria-hidden>{line.state === 'right' ? '✓' : line.state === 'wrong' ? '×' : '○'}</span>
          <span className="serial">{line.text}</span>
          <Tag color={line.state === 'right' ? 'green' : line.state === 'wrong' ? 'red' : 'default'}>{line.note}</Tag>
          {onRemove !== undefined && (
            <Button
              type="text"
              size="small"
              aria-label={t('scan.remove', { serial: line.text })}
              onClick={() => onRemove(line.text)}
            >
              ×
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
