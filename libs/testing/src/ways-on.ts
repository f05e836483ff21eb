import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventContracts } from '@rotables/contracts';
import { isRole, type Lifecycle } from '@rotables/domain-kernel';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly description?: string }>>>>;
}

/** Who may give the command by its route, as its description says: `rma POST /v1/rma-cases/{faultNumber}/triage`. Empty where there is no such route. */
export function rolesOfRoute(route: string): readonly string[] {
  const [service = '', method = '', path = ''] = route.split(' ');
  const file = join(import.meta.dirname, '..', '..', '..', 'contracts', 'http', `${service}.openapi.json`);
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const { description = '' } = paths[path]?.[method.toLowerCase()] ?? {};
  return (/Roles: ([a-z, -]+)\./.exec(description)?.[1] ?? '').split(', ').filter(isRole);
}

/**
 * What is wrong with the ways on of a lifecycle (E4): a verb is given by routes or follows from events of other services, all of them must
 * exist and be open to some role; and in each state that waits for somebody one of its verbs has a route. `waitsForNobody` names the
 * states in which nothing is owed to anybody: what ends them is told by others.
 */
export function wrongWaysOn<State extends string, Verb extends string>(
  lifecycle: Lifecycle<State, Verb>,
  ways: Readonly<Record<Verb, readonly string[]>>,
  waitsForNobody: readonly NoInfer<State>[] = [],
): readonly string[] {
  const verbs = Object.keys(ways) as Verb[];
  const isRoute = (way: string): boolean => way.includes(' POST ');
  const wrong = verbs.flatMap((verb) =>
    ways[verb].flatMap((way) => {
      if (isRoute(way)) return rolesOfRoute(way).length > 0 ? [] : [`${verb}: nobody may ${way}`];
      return eventContracts.has(way) ? [] : [`${verb}: there is no event ${way}`];
    }),
  );
  const unused = verbs.filter((verb) => ways[verb].length === 0).map((verb) => `${verb}: by nothing`);
  const stuck = lifecycle.states
    .filter((state) => !lifecycle.isFinal(state) && !waitsForNobody.includes(state))
    .filter((state) => !verbs.some((verb) => lifecycle.can(state, verb) && ways[verb].some(isRoute)))
    .map((state) => `${state}: no command leads on`);
  return [...wrong, ...unused, ...stuck];
}
