import { Alert, Button } from 'antd';
import { problemIn, type Problem } from '../api/http';
import { useTexts, type TextKey } from '../language/language';
import { zh } from '../language/zh';

/** What happened, why, and what to do. A conflict offers the fresh state. */
export function ProblemAlert({ error, onFresh }: { readonly error: unknown; readonly onFresh?: () => void }) {
  const { t } = useTexts();
  if (error === null || error === undefined) return null;
  const problem = problemIn(error);
  return (
    <Alert
      type={problem.status === 422 || problem.status === 409 ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={t(headline(problem))}
      description={<Details problem={problem} />}
      action={
        onFresh !== undefined && (problem.status === 409 || problem.status === 422) ? (
          <Button size="small" onClick={onFresh}>
            {t('problem.showFresh')}
          </Button>
        ) : undefined
      }
    />
  );
}

function Details({ problem }: { readonly problem: Problem }) {
  const { t, word } = useTexts();
  const figures = Object.entries(problem.details ?? {}).filter(([, value]) => typeof value !== 'object');
  return (
    <>
      <div>{problem.code === 'offline' ? t('problem.offlineDetail') : problem.detail}</div>
      {(problem.errors ?? []).map(({ field, message }) => (
        <div key={field}>
          <strong>{word(field)}</strong>: {message}
        </div>
      ))}
      {problem.errors === undefined && figures.length > 0 && (
        <div className="figures">
          {figures.map(([name, value]) => (
            <span key={name}>
              {word(name)} <strong>{word(String(value))}</strong>
            </span>
          ))}
        </div>
      )}
    </>
  );
}

function headline({ code, status }: Problem): TextKey {
  const ofCode = `problem.${code}`;
  if (ofCode in zh) return ofCode as TextKey;
  const ofStatus = `problem.status${status}`;
  return ofStatus in zh ? (ofStatus as TextKey) : 'problem.other';
}
