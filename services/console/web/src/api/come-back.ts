import { useEffect } from 'react';
import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { isAway, type Service } from './http';

const askedEveryMilliseconds = 3_000;

/** What could not be read because its service was away is read when the service answers again; one question for all that waits for it. */
export function useComeBack(): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = globalThis.setInterval(() => void readWhatCameBack(client), askedEveryMilliseconds);
    return () => globalThis.clearInterval(timer);
  }, [client]);
}

async function readWhatCameBack(client: QueryClient): Promise<void> {
  const waiting = client.getQueryCache().findAll({ queryKey: ['api'], type: 'active', predicate: isWaiting });
  const services = [...new Set(waiting.map(({ queryKey }) => queryKey[1] as Service))];
  for (const service of services) {
    if (await answers(service)) void client.refetchQueries({ queryKey: ['api', service], predicate: isWaiting });
  }
}

function isWaiting({ state }: Query): boolean {
  return state.status === 'error' && state.fetchStatus === 'idle' && isAway(state.error);
}

/** A service that says itself that it is not ready does answer: it may only be behind with what others tell. */
async function answers(service: Service): Promise<boolean> {
  try {
    const answer = await fetch(`/api/${service}/health/ready`, { headers: { accept: 'application/json' } });
    if (answer.ok) return true;
    const { code } = (await answer.json()) as { readonly code?: string };
    return code !== 'service-unreachable';
  } catch {
    return false;
  }
}
