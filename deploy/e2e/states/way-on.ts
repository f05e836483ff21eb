import { rolesOfRoute } from '@rotables/testing';
import type { ServiceName } from '../../replay/api.js';
import type { Person } from '../../replay/people.js';
import type { Json, WholeSystem } from '../support/whole-system.js';

/** The way on, as `rma POST /v1/rma-cases/{faultNumber}/triage`: open to the role of who takes it, as the route's description says, and taken. */
export async function wayOn(
  system: WholeSystem,
  who: Person,
  route: string,
  parameters: readonly string[],
  body: object = {},
): Promise<Json> {
  expect(rolesOfRoute(route)).toContain(who.role);
  const [service, , template = ''] = route.split(' ');
  const left = [...parameters];
  const path = template.replaceAll(/\{\w+\}/g, () => encodeURIComponent(left.shift() ?? '')).replace('/v1/', '');
  const answer = await system.done(who, service as ServiceName, path, body);
  await system.settled();
  return answer;
}
