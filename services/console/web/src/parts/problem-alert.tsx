import type { ReactNode } from 'react';
import { Alert } from 'antd';
import { isAway, problemIn, type Problem } from '../api/http';
import { expectationZh } from '../language/expectations-zh';
import { fillIn } from '../language/fill-in';
import { useTexts, type TextKey } from '../language/language';
import { reasonsZh } from '../language/reasons-zh';
import { zh } from '../language/zh';
import { namesSomebody, usePeople } from './people';

/** What happened, why, and what to do. A conflict offers the fresh state, and `meanwhile` tells who made it. */
export function ProblemAlert({
  error,
  meanwhile,
  action,
  place = '',
}: {
  readonly error: unknown;
  readonly meanwhile?: string | null;
  /** What a conflict offers. */
  readonly action?: ReactNode;
  /** Where some fields are called otherwise than elsewhere. */
  readonly place?: string | undefined;
}) {
  const { t } = useTexts();
  if (error === null || error === undefined) return null;
  const problem = problemIn(error);
  const isConflict = problem.status === 409 || problem.status === 422;
  return (
    <Alert
      type={isConflict ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={t(headline(problem))}
      description={<Details problem={problem} place={place} meanwhile={isConflict ? (meanwhile ?? null) : null} />}
      action={isConflict ? action : undefined}
    />
  );
}

function Details({
  problem,
  place,
  meanwhile,
}: {
  readonly problem: Problem;
  readonly place: string;
  readonly meanwhile: string | null;
}) {
  const { t, wordIn, language } = useTexts();
  const expectation = (message: string): string => (language === 'zh' ? expectationZh(message) : null) ?? message;
  const problemText = useProblemText();
  return (
    <>
      <div>{problemText(problem)}</div>
      {meanwhile !== null && <div>{meanwhile}</div>}
      {(problem.errors ?? []).map(({ field, message }) => (
        <div key={field}>
          <strong>{fieldName(field, (name) => wordIn(place, name))}</strong>: {expectation(message)}
        </div>
      ))}
      {problem.status === 500 && problem.traceId !== undefined && (
        <div className="hint">{t('problem.trace', { trace: problem.traceId })}</div>
      )}
    </>
  );
}

/** `lines[0].unitFen` is the field unitFen of the first line. */
function fieldName(field: string, word: (name: string) => string): string {
  return field
    .split('.')
    .map((part) => {
      const [, name = part, index] = /^(\w+)\[(\d+)\]$/.exec(part) ?? [];
      return index === undefined ? word(name) : `${word(name)} ${Number(index) + 1}`;
    })
    .join(' · ');
}

/** What stands in the way of what would be shown here; a service that is away is said in one line, since nobody has to do anything. */
export function ReadProblem({ error }: { readonly error: unknown }) {
  const { t, wordIn } = useTexts();
  if (error === null || error === undefined || !isAway(error)) return <ProblemAlert error={error} />;
  const { details } = problemIn(error);
  const service = details?.['service'];
  const title =
    typeof service === 'string' ? t('problem.awayService', { service: wordIn('service', service) }) : t('problem.away');
  return <Alert type="error" showIcon role="alert" title={title} />;
}

/** Why, and what to do, in the language of the page where there is a sentence of ours for it. */
export function useProblemText(): (problem: Problem) => string {
  const texts = useTexts();
  const { nameAndAccount } = usePeople();
  const nameOf = (field: string, value: string): string | undefined =>
    namesSomebody(field) && nameAndAccount(value) !== value ? nameAndAccount(value) : undefined;
  return ({ code, detail, details }) => {
    if (code === 'offline') return texts.t('problem.offlineDetail');
    const sentence = texts.language === 'zh' ? reasonsZh[code] : undefined;
    return sentence === undefined ? detail : (fillIn(sentence, details ?? {}, texts, nameOf) ?? detail);
  };
}

function headline({ code, status }: Problem): TextKey {
  const ofCode = `problem.${code}`;
  if (ofCode in zh) return ofCode as TextKey;
  const ofStatus = `problem.status${status}`;
  return ofStatus in zh ? (ofStatus as TextKey) : 'problem.other';
}
