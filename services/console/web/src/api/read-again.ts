import type { Query, QueryClient } from '@tanstack/react-query';

const toBeReadAgain = new WeakSet<Query>();

/**
 * Reads what is shown anew. A read that is under way ends first and is then done once more: it may have begun before the change, but
 * broken off for every change, a slow one would never end while others keep working.
 */
export function readAgain(client: QueryClient): void {
  const underWay = client.getQueryCache().findAll({ queryKey: ['api'], fetchStatus: 'fetching' });
  void client.invalidateQueries({ queryKey: ['api'] }, { cancelRefetch: false });
  for (const query of underWay) void readAfterwards(client, query);
}

async function readAfterwards(client: QueryClient, query: Query): Promise<void> {
  if (toBeReadAgain.has(query)) return;
  toBeReadAgain.add(query);
  const alone = { queryKey: query.queryKey, exact: true };
  await client.refetchQueries(alone, { cancelRefetch: false });
  toBeReadAgain.delete(query);
  await client.invalidateQueries(alone, { cancelRefetch: false });
}
