import { useEffect, useRef, type ReactNode } from 'react';
import { Input, type InputRef } from 'antd';
import { useNavigate } from 'react-router';
import { useTexts } from '../language/language';
import { documentAddress } from '../work/document-address';

/** Numbers of documents are written in capitals, whatever was typed; a serial without a page of its own leads on to what it may mean. */
function addressOf(typed: string): string {
  const looksLikeSerial = /^[\w.-]+$/.test(typed) && /\d/.test(typed) && !/^[\d-]{7,}$/.test(typed);
  return (
    documentAddress(typed.toUpperCase()) ??
    (looksLikeSerial ? `/units/${encodeURIComponent(typed)}` : `/find?${new URLSearchParams({ text: typed })}`)
  );
}

/** Any serial or document number, typed or scanned, from anywhere: `/` focuses it. */
export function ScanBox() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const box = useRef<InputRef>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
        return;
      event.preventDefault();
      box.current?.focus({ cursor: 'all' });
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  return (
    <Input
      ref={box}
      className="scan-box"
      aria-label={t('scan.anything')}
      placeholder={t('scan.anything')}
      suffix={<kbd>/</kbd>}
      autoComplete="off"
      spellCheck={false}
      onPressEnter={({ currentTarget }) => {
        const scanned = currentTarget.value.trim();
        if (scanned !== '') void navigate(addressOf(scanned));
        box.current?.select();
      }}
    />
  );
}

interface ScanFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly onScan: (scanned: string) => void;
  /** Enter in the empty field: what was scanned is complete. */
  readonly onEmpty?: () => void;
  readonly state?: 'right' | 'wrong' | null;
  readonly disabled?: boolean;
}

/** Where a scanner types: it keeps the focus, and Enter takes what stands there. */
export function ScanField({ label, hint, onScan, onEmpty, state = null, disabled = false }: ScanFieldProps) {
  const field = useRef<InputRef>(null);
  useEffect(() => {
    if (!disabled) field.current?.focus();
  }, [disabled]);
  return (
    <div className={`scan-field ${state ?? ''}`}>
      <label htmlFor="scan-field">{label}</label>
      <Input
        id="scan-field"
        ref={field}
        size="large"
        disabled={disabled}
        autoComplete="off"
        spellCheck={false}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          // A field of one line would run the lines of a batch together.
          if (!/[\n\r\t]/.test(text.trim())) return;
          event.preventDefault();
          for (const line of text.split(/[\n\r\t]+/)) if (line.trim() !== '') onScan(line.trim());
        }}
        onPressEnter={({ currentTarget }) => {
          const scanned = currentTarget.value.trim();
          setValue(currentTarget, '');
          if (scanned === '') onEmpty?.();
          else onScan(scanned);
        }}
      />
      {hint !== undefined && <div className="hint">{hint}</div>}
    </div>
  );
}

/** Through the setter that React listens to; the next scan may come within milliseconds, before a rendering. */
function setValue(input: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
