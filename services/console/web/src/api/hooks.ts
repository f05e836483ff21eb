import { useRef } from 'react';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { getFrom, isNotFound, postTo, type Query, type Service } from './http';

/** Reads from a service; kept fresh by live updates. A 404 is an answer (null), not a fault. */
export function useRead<Answer>(
  service: Service,
  path: string | null,
  query: Query = {},
): UseQueryResult<Answer | null> {
  return useQuery<Answer | null>({
    queryKey: ['api', service, path, query],
    enabled: path !== null,
    queryFn: async () => {
      try {
        return await getFrom<Answer>(service, path ?? '', query);
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    placeholderData: (previous, previousQuery) => (previousQuery?.queryKey[2] === path ? previous : undefined),
  });
}

export interface Command {
  readonly service: Service;
  readonly path: string;
  readonly body: object;
}

/**
 * Sends commands. The same command sent again, after a failure on the way, carries the same key and has one effect. It is done with the
 * service's answer; what is shown is read anew beside that, because the slowest of a page's reads has nothing to do with the command.
 */
export function useCommand<Answer = unknown>() {
  const last = useRef({ text: '', key: '' });
  const client = useQueryClient();
  return useMutation<Answer, Error, Command>({
    mutationFn: ({ service, path, body }) => {
      const text = JSON.stringify([service, path, body]);
      if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() };
      return postTo<Answer>(service, path, body, last.current.key);
    },
    onSuccess: () => {
      last.current = { text: '', key: '' };
      void client.invalidateQueries({ queryKey: ['api'] });
    },
  });
}
