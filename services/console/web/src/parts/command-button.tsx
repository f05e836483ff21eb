import { useEffect, useRef, useState } from 'react';
import { Alert, App, Button, DatePicker, Form, Modal, Space, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useQueryClient } from '@tanstack/react-query';
import { type Json, type Row, textOf } from '../api/http';
import { useCommand } from '../api/hooks';
import { useSession } from '../api/session';
import { useTexts } from '../language/language';
import type { CommandKind, Field } from '../work/command';
import { buttonText, CostNote, useCost } from './command-cost';
import { readDraft, useDraft } from './draft';
import { FieldInput } from './field-input';
import type { NamedFile } from './file-field';
import { instantText } from './format';
import { usePeople } from './people';
import { ProblemAlert } from './problem-alert';
import { ensureModelChosen } from './units-field';

/**
 * What the signed-in person may do with a document now. A dialog that is open stays when somebody else changes the document meanwhile:
 * what was typed is not lost, and the dialog says who was faster.
 */
export function CommandButtons({
  kinds,
  row,
  isSmall = false,
}: {
  readonly kinds: readonly CommandKind[];
  readonly row: Row;
  readonly isSmall?: boolean;
}) {
  const possible = usePossible(kinds, row);
  const { t } = useTexts();
  const [open, setOpen] = useState<CommandKind | null>(null);
  const { answered, setAnswered } = useAnswered(row);
  return (
    <>
      <Space wrap>
        {possible.map((kind, index) => (
          <Button
            key={kind.label}
            type={!isSmall && index === 0 && kind.danger !== true ? 'primary' : 'default'}
            size={isSmall ? 'small' : 'middle'}
            danger={kind.danger === true}
            disabled={answered !== null}
            aria-busy={answered === kind.label}
            icon={answered === kind.label ? <span className="busy" aria-hidden /> : undefined}
            onClick={() => setOpen(kind)}
          >
            {t(kind.label)}
          </Button>
        ))}
      </Space>
      {/* Not among the buttons: a Space gives its children new places, and so new lives, when one of them goes. */}
      {open !== null && (
        <CommandDialog kind={open} row={row} onClose={() => setOpen(null)} onAnswered={() => setAnswered(open.label)} />
      )}
    </>
  );
}

/**
 * The command that was answered last, until the document has been read anew: meanwhile its buttons would offer what has just been done.
 * Where the document stays as it is, until everything of the page has been read.
 */
function useAnswered(row: Row) {
  const client = useQueryClient();
  const [answered, setAnswered] = useState<{ readonly label: string; readonly row: Row } | null>(null);
  useEffect(() => {
    if (answered === null) return;
    void client
      .refetchQueries({ queryKey: ['api'], type: 'active', fetchStatus: 'fetching' }, { cancelRefetch: false })
      .then(() => setAnswered((now) => (now === answered ? null : now)));
  }, [client, answered]);
  return {
    answered: answered?.row === row ? answered.label : null,
    setAnswered: (label: string): void => setAnswered({ label, row }),
  };
}

export function usePossible(kinds: readonly CommandKind[], row: Row): readonly CommandKind[] {
  const { roles } = useSession();
  return kinds.filter((kind) => kind.roles.some((role) => roles.includes(role)) && (kind.when?.(row) ?? true));
}

interface DialogProps {
  readonly kind: CommandKind;
  readonly row: Row;
  readonly onClose: () => void;
  readonly onAnswered: () => void;
}

/** Asks for what a command needs and sends it. What was typed stays until the command has taken effect. */
function CommandDialog({ kind, row, onClose, onAnswered }: DialogProps) {
  const { t, word, wordIn } = useTexts();
  const tellOutcome = useOutcome(kind);
  const command = useCommand<Row | undefined>();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [handedOver, setHandedOver] = useState<string | null>(null);
  const cost = useCost(kind, row, Form.useWatch([], form));
  const draftName = `command.${kind.label}.${kind.path(row)}.${JSON.stringify(kind.given?.(row) ?? null)}`;
  const { change, forget } = useDraft<Record<string, unknown>>(draftName, {});
  // Only when it opens: a live update of the row must not overwrite what is being typed.
  const [initial] = useState(() => ({
    ...Object.fromEntries(kind.fields.map((field) => [field.name, initialOf(field, row)])),
    ...asTyped(kind, readDraft<Record<string, unknown>>(draftName)),
  }));
  const close = (): void => {
    forget();
    onClose();
  };
  const meanwhile = useLatestSince(row, command.error);
  const { nameAndAccount } = usePeople();
  const who =
    meanwhile === null
      ? null
      : t('problem.meanwhile', {
          what: word(meanwhile.what),
          who: nameAndAccount(meanwhile.who),
          at: meanwhile.at,
        });
  const isOvertaken = !command.isPending && kind.when?.(row) === false;
  const fresh = (
    <Button size="small" onClick={close}>
      {t('problem.showFresh')}
    </Button>
  );
  const submit = async (values: Record<string, unknown>): Promise<void> => {
    const body = { ...kind.given?.(row), ...bodyOf(kind, values) };
    const send = (more: Row = {}): Promise<Row | undefined> =>
      command.mutateAsync({ service: kind.service, path: kind.path(row), body: { ...body, ...more } });
    const answer = await send();
    const counted = kind.tells && (await countedOf(kind, kind.tells.counts, answer, send));
    tellOutcome(answer, counted);
    onAnswered();
    forget();
    if (kind.handsOver !== undefined && answer) setHandedOver(kind.handsOver(answer));
    else onClose();
  };
  if (handedOver !== null) return <HandedOver kind={kind} text={handedOver} onClose={onClose} />;
  return (
    <Modal
      open
      title={
        <>
          {t(kind.label)} <span className="serial">{subjectOf(kind, row)}</span>
        </>
      }
      onCancel={close}
      mask={{ closable: false }}
      okText={buttonText(t(kind.label), cost, t)}
      cancelText={t('cancel')}
      okButtonProps={{ danger: kind.danger === true, htmlType: 'submit' }}
      confirmLoading={command.isPending}
      onOk={() => form.submit()}
      width={kind.fields.some(({ kind: asked }) => asked === 'lines') ? 760 : 520}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={(changed: Record<string, unknown>) => change(withoutFiles(kind, changed))}
        onFinish={(values) => void submit(values).catch(() => undefined)}
      >
        {kind.fields.map((field, index) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.kind === 'yes' ? undefined : wordIn(kind.place ?? '', field.name)}
            valuePropName={field.kind === 'yes' ? 'checked' : 'value'}
            rules={[
              ...(field.optional === true || field.kind === 'yes' || field.kind === 'serials'
                ? []
                : [{ required: true, message: t('required', { field: wordIn(kind.place ?? '', field.name) }) }]),
              ...(field.kind === 'units'
                ? [{ validator: ensureModelChosen, message: t('required', { field: word('model') }) }]
                : []),
              ...(field.kind === 'json' ? [{ validator: isJson, message: t('json.wrong') }] : []),
            ]}
          >
            <FieldInput field={field} row={row} autoFocus={index === 0} />
          </Form.Item>
        ))}
        {kind.at !== undefined && (
          <Form.Item name={kind.at} label={t('whenItHappened')} extra={t('whenItHappenedHint')}>
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
          </Form.Item>
        )}
        {kind.consequence !== undefined && <Alert type="warning" showIcon title={t(kind.consequence)} />}
        {cost !== null && <CostNote cost={cost} />}
        {isOvertaken && command.error === null ? (
          <Alert type="warning" showIcon role="alert" title={t('problem.status409')} description={who} action={fresh} />
        ) : (
          <ProblemAlert error={command.error} meanwhile={who} action={fresh} place={kind.place} />
        )}
      </Form>
    </Modal>
  );
}

/** Says what came of a command that was answered; what is not what was hoped for, as a warning. */
function useOutcome({ label, tells }: CommandKind) {
  const { t, word } = useTexts();
  const { message } = App.useApp();
  return (answer: Row | undefined, counted: Readonly<Record<string, number>> | undefined): void => {
    if (answer?.['outcome'] === 'none-to-lend' || answer?.['outcome'] === 'exception') {
      const text = textOf(answer['message'] ?? answer['exceptionNumber'] ?? '');
      void message.warning(`${word(answer['outcome'])}: ${text}`, 8);
    } else if (tells && counted) {
      void message.success(t(tells.key, counted), 8);
    } else {
      void message.success(t('done', { what: t(label) }));
    }
  };
}

/** The counts of the answer and, where the service does it in batches, of those that follow, batch by batch until the last. */
async function countedOf(
  { next }: CommandKind,
  counts: readonly string[],
  first: Row | undefined,
  send: (more: Row) => Promise<Row | undefined>,
): Promise<Record<string, number>> {
  const sums = Object.fromEntries(counts.map((name) => [name, 0]));
  for (let answer = first; answer !== undefined;) {
    for (const name of counts) sums[name] = (sums[name] ?? 0) + Number(answer[name] ?? 0);
    const more: Row | null = next?.(answer) ?? null;
    answer = more === null ? undefined : await send(more);
  }
  return sums;
}

/** What the dialog is about: the document's number, and the unit's serial where that is something else. */
function subjectOf(kind: CommandKind, row: Row): string | null {
  const [, number] = kind.path(row).split('/');
  const serial = kind.given?.(row)['serial'] ?? row['serial'];
  const parts = [number === undefined ? null : decodeURIComponent(number), typeof serial === 'string' ? serial : null];
  return [...new Set(parts)].filter((part) => part !== null && part !== '').join(' · ') || null;
}

/** The dialog's second half: what is to be given to somebody else. */
function HandedOver({
  kind,
  text,
  onClose,
}: { readonly kind: CommandKind; readonly text: string } & Pick<DialogProps, 'onClose'>) {
  const { t } = useTexts();
  return (
    <Modal open title={t(kind.label)} footer={<Button onClick={onClose}>{t('close')}</Button>} onCancel={onClose}>
      {kind.handsOverHint !== undefined && <p>{t(kind.handsOverHint)}</p>}
      <Typography.Paragraph code copyable className="handed-over">
        {text}
      </Typography.Paragraph>
    </Modal>
  );
}

/** After a refusal the document is read anew; what somebody has put on it last tells who was faster. */
function useLatestSince(row: Row, error: unknown): { what: string; who: string; at: string } | null {
  const client = useQueryClient();
  const before = useRef(row);
  useEffect(() => {
    if (error !== null) void client.invalidateQueries({ queryKey: ['api'] });
  }, [client, error]);
  const [latest] = Object.entries(row)
    .flatMap(([what, who]) => {
      const at = row[what.replace(/By$/, 'At')];
      const isNew = what.endsWith('By') && typeof who === 'string' && before.current[what] !== who;
      return isNew && typeof at === 'string' ? [{ what, who, at: instantText(at) }] : [];
    })
    .sort((one, other) => other.at.localeCompare(one.at));
  return latest ?? null;
}

/** As it is kept beyond a reload; files are too large for that. */
function withoutFiles({ fields }: CommandKind, values: Record<string, unknown>): Record<string, unknown> {
  const files = new Set(fields.filter(({ kind }) => kind === 'file').map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !files.has(name)));
}

/** What was kept, as the fields take it: days and times are texts in a draft. */
function asTyped({ fields, at }: CommandKind, kept: Record<string, unknown>): Record<string, unknown> {
  const days = new Set([...fields.filter(({ kind }) => kind === 'date').map(({ name }) => name), at]);
  return Object.fromEntries(
    Object.entries(kept).map(([name, value]) => [
      name,
      days.has(name) && typeof value === 'string' ? dayjs(value) : value,
    ]),
  );
}

function initialOf(field: Field, row: Row): unknown {
  if (field.initial !== undefined) return field.initial(row);
  if (field.mustBeChosen === true) return undefined;
  if (field.kind === 'choice') return field.options?.[0];
  if (field.kind === 'lines') return [{ feeCode: 'parts', quantity: 1 }];
  return field.kind === 'yes' ? false : undefined;
}

function bodyOf(kind: CommandKind, values: Record<string, unknown>): Record<string, Json> {
  const body: Record<string, Json> = {};
  for (const { name, kind: asked } of kind.fields) {
    const value = values[name];
    const day = asked === 'date' ? (values[name] as Dayjs | null | undefined) : undefined;
    if (day) body[name] = day.format('YYYY-MM-DD');
    else if (asked === 'json' && typeof value === 'string') body[name] = JSON.parse(value) as Json;
    else if (asked === 'file' && value) Object.assign(body, { ...(value as NamedFile) });
    else if (value !== undefined && value !== null && value !== '')
      body[name] = (typeof value === 'string' ? value.trim() : value) as Json;
  }
  const at = kind.at === undefined ? undefined : (values[kind.at] as Dayjs | null | undefined);
  if (kind.at !== undefined && at) body[kind.at] = at.toISOString();
  return body;
}

function isJson(_rule: unknown, value: unknown): Promise<void> {
  try {
    JSON.parse(value as string);
    return Promise.resolve();
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error('no JSON'));
  }
}
