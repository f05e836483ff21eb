import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { forgetDrafts, keepDraftsOf } from '../parts/draft';
import { problemIn, rememberForgeryToken, send } from './http';

export const roles = [
  'branch-clerk',
  'branch-head',
  'headquarters-approver',
  'warehouse',
  'technician',
  'quality',
  'finance',
  'general-manager',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

export interface SessionView {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** null: all cities. */
  readonly cities: readonly string[] | null;
  readonly forgeryToken: string;
  /** A code is asked for when this person signs in. */
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  /** The policy asks for one that is not set up; until it is, nothing but setting it up is open. */
  readonly isSecondFactorDue: boolean;
}

const sessionKey = ['session'];
const SessionContext = createContext<SessionView | null>(null);

export async function readSession(): Promise<SessionView | null> {
  try {
    return begun(await send<SessionView>('GET', '/v1/session'));
  } catch (error) {
    if (problemIn(error).status === 401) return null;
    throw error;
  }
}

function begun(session: SessionView): SessionView {
  rememberForgeryToken(session.forgeryToken);
  keepDraftsOf(session.account);
  return session;
}

interface BoundaryProps {
  /** For whoever is not signed in. */
  readonly signIn: ReactNode;
  /** For whoever has to set a second factor up first. */
  readonly secondFactor: ReactNode;
}

/**
 * The pages inside are shown to whoever is signed in; everybody else sees `signIn`. Browsers share one session among their windows, so a
 * window that one comes back to asks again who is signed in.
 */
export function SessionBoundary({ signIn, secondFactor }: BoundaryProps) {
  const client = useQueryClient();
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: async () => {
      const before = client.getQueryData<SessionView | null>(sessionKey);
      const now = await readSession();
      if (before?.account !== now?.account) forgetWhatWasRead(client);
      return now;
    },
    staleTime: Infinity,
    refetchOnWindowFocus: 'always',
    retry: 2,
  });
  useEffect(() => {
    const lost = (): void => {
      client.setQueryData(sessionKey, null);
    };
    globalThis.addEventListener('rotables:not-signed-in', lost);
    return () => globalThis.removeEventListener('rotables:not-signed-in', lost);
  }, [client]);
  if (session.isPending) return null;
  if (!session.data) return signIn;
  return (
    <SessionContext key={session.data.account} value={session.data}>
      {session.data.isSecondFactorDue ? secondFactor : <Outlet />}
    </SessionContext>
  );
}

export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('Only pages inside of SessionBoundary have a session.');
  return session;
}

/** For what is shown before anybody has signed in too. */
export function useIsSignedIn(): boolean {
  return useContext(SessionContext) !== null;
}

export function useHasRole(): (...wanted: readonly Role[]) => boolean {
  const session = useSession();
  return (...wanted) => wanted.some((role) => session.roles.includes(role));
}

/** Another person may see less. The session's own entry stays: the boundary listens to it. */
function forgetWhatWasRead(client: QueryClient): void {
  client.removeQueries({ queryKey: ['api'] });
}

export function useSessionChange() {
  const client = useQueryClient();
  return {
    /** What is known of the session has changed. */
    readAgain: (): Promise<void> => client.invalidateQueries({ queryKey: sessionKey }),
    begin: async (way: 'by-link' | 'by-password', body: object): Promise<void> => {
      const session = begun(await send<SessionView>('POST', `/v1/session/${way}`, body));
      forgetWhatWasRead(client);
      client.setQueryData(sessionKey, session);
    },
    end: async (everywhere: boolean): Promise<void> => {
      await send('POST', `/v1/session/${everywhere ? 'end-everywhere' : 'end'}`);
      forgetWhatWasRead(client);
      forgetDrafts();
      client.setQueryData(sessionKey, null);
    },
  };
}
