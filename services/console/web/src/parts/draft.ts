import { useEffect, useState } from 'react';

const prefix = 'rotables.draft.';
const ownerKey = 'rotables.drafts-of';

type Change<Values> = Partial<Values> | ((before: Values) => Partial<Values>);

/**
 * A form's values, kept in this tab until they are sent: a reload, an ended session or a lost connection loses nothing. Only what was
 * changed is kept; the rest begins as it does on the day. Another name is another draft.
 */
export function useDraft<Values extends object>(name: string, initial: Values) {
  const key = prefix + name;
  const [kept, setKept] = useState(() => ({ key, changes: readDraft<Values>(name) }));
  if (kept.key !== key) setKept({ key, changes: readDraft<Values>(name) });
  useEffect(() => keep(kept.key, kept.changes), [kept]);
  return {
    draft: { ...initial, ...kept.changes },
    change: (change: Change<Values>): void =>
      setKept((before) => {
        const part = typeof change === 'function' ? change({ ...initial, ...before.changes }) : change;
        return { ...before, changes: { ...before.changes, ...part } };
      }),
    forget: (): void => {
      setKept((before) => ({ ...before, changes: {} }));
      // Whoever forgets may leave the page before anything is rendered again.
      sessionStorage.removeItem(key);
    },
  };
}

/** What is kept under a name; nothing where nothing was typed. */
export function readDraft<Values extends object>(name: string): Partial<Values> {
  return JSON.parse(sessionStorage.getItem(prefix + name) ?? '{}') as Partial<Values>;
}

/** Whoever signs out leaves nothing behind for whoever comes next. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}

/** What somebody typed waits for them; another person who signs in in this tab does not find it. */
export function keepDraftsOf(account: string): void {
  if (sessionStorage.getItem(ownerKey) === account) return;
  forgetDrafts();
  sessionStorage.setItem(ownerKey, account);
}

function keep(key: string, changes: object): void {
  try {
    if (Object.keys(changes).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(changes));
  } catch {
    // A tab keeps some megabytes. What is larger is not kept, rather than an older state of it.
    sessionStorage.removeItem(key);
  }
}
