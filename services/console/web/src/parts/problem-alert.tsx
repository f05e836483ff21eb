import type { ReactNode } from 'react';
import { Alert } from 'antd';
import { problemIn, type Problem } from '../api/http';
import { fillIn } from '../language/fill-in';
import { useTexts, type TextKey } from '../language/language';
import { reasonsZh } from '../language/reasons-zh';
import { zh } from '../language/zh';

/** What happened, why, and what to do. A conflict offers the fresh state, and `meanwhile` tells who made it. */
export function ProblemAlert({
  error,
  meanwhile,
  action,
}: {
  readonly error: unknown;
  readonly meanwhile?: string | null;
  /** What a conflict offers. */
  readonly action?: ReactNode;
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
      description={<Details problem={problem} meanwhile={isConflict ? (meanwhile ?? null) : null} />}
      action={isConflict ? action : undefined}
    />
  );
}

function Details({ problem, meanwhile }: { readonly problem: Problem; readonly meanwhile: string | null }) {
  const { word } = useTexts();
  const problemText = useProblemText();
  return (
    <>
      <div>{problemText(problem)}</div>
      {meanwhile !== null && <div>{meanwhile}</div>}
      {(problem.errors ?? []).map(({ field, message }) => (
        <div key={field}>
          <strong>{word(field)}</strong>: {message}
        </div>
      ))}
    </>
  );
}

/** Why, and what to do, in the language of the page where there is a sentence of ours for it. */
export function useProblemText(): (problem: Problem) => string {
  const texts = useTexts();
  return ({ code, detail, details }) => {
    if (code === 'offline') return texts.t('problem.offlineDetail');
    const sentence = texts.language === 'zh' ? reasonsZh[code] : undefined;
    return sentence === undefined ? detail : (fillIn(sentence, details ?? {}, texts) ?? detail);
  };
}

function headline({ code, status }: Problem): TextKey {
  const ofCode = `problem.${code}`;
  if (ofCode in zh) return ofCode as TextKey;
  const ofStatus = `problem.status${status}`;
  return ofStatus in zh ? (ofStatus as TextKey) : 'problem.other';
}
