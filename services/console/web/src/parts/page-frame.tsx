import type { ReactNode } from 'react';
import { Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTexts } from '../language/language';
import { ReadProblem } from './problem-alert';

export function PageFrame({
  title,
  extra,
  children,
}: {
  readonly title: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        <div>{extra}</div>
      </div>
      {children}
    </div>
  );
}

interface LoadedProps<Answer> {
  readonly query: UseQueryResult<Answer | null>;
  readonly children: (answer: Answer) => ReactNode;
  readonly absent?: ReactNode;
}

/** What was read, or what stands in its way; what was shown before stays while a service is away. */
export function Loaded<Answer>({ query, children, absent }: LoadedProps<Answer>) {
  const { t } = useTexts();
  return (
    <>
      <ReadProblem error={query.error} />
      {query.data === undefined
        ? query.isPending && <Skeleton active />
        : query.data === null
          ? (absent ?? <p className="hint">{t('notThere')}</p>)
          : children(query.data)}
    </>
  );
}
