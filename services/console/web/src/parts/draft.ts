import { useEffect, useState } from 'react';

/** A form's values, kept in this tab until they are sent: a reload, an ended session or a lost connection loses nothing. */
export function useDraft<Values extends object>(name: string, initial: Values) {
  const key = `rotables.draft.${name}`;
  const [draft, setDraft] = useState<Values>(() => {
    const kept = sessionStorage.getItem(key);
    return kept === null ? initial : { ...initial, ...(JSON.parse(kept) as Partial<Values>) };
  });
  useEffect(() => keep(key, draft), [key, draft]);
  return {
    draft,
    change: (part: Partial<Values>): void => setDraft((before) => ({ ...before, ...part })),
    forget: (): void => {
      setDraft(initial);
      sessionStorage.removeItem(key);
    },
  };
}

function keep(key: string, draft: object): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A tab keeps some megabytes. What is larger is not kept, rather than an older state of it.
    sessionStorage.removeItem(key);
  }
}
