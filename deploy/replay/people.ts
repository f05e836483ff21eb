import type { KeyObject } from 'node:crypto';
import { issueToken } from '@rotables/access';
import type { Role } from '@rotables/domain-kernel';
import { createAccounts, sampleAccounts, sampleColleagues, type NewAccount } from '../../services/console/src/index.js';

/** Somebody of the sample organisation; people and their names are made up. */
export interface Person {
  /** As it stands in the books. */
  readonly actor: string;
  readonly name: string;
  readonly role: Role;
  readonly cities: readonly string[] | 'all';
}

/** Who works where there is one of them for the whole organisation. */
export const people = {
  administrator: headquartersPerson('admin', '郑管理', 'administrator'),
  approver: headquartersPerson('wang.fang', '王芳', 'headquarters-approver'),
  generalManager: headquartersPerson('zhao.gang', '赵刚', 'general-manager'),
  warehouse: headquartersPerson('liu.yang', '刘洋', 'warehouse'),
  materialsLead: headquartersPerson('sun.tao', '孙涛', 'warehouse'),
  disposer: headquartersPerson('ma.long', '马龙', 'warehouse'),
  technician: headquartersPerson('chen.jun', '陈军', 'technician'),
  technicalAppraiser: headquartersPerson('he.ping', '何平', 'technician'),
  quality: headquartersPerson('xu.lei', '徐磊', 'quality'),
  finance: headquartersPerson('qian.hui', '钱慧', 'finance'),
  secondFinance: headquartersPerson('zhou.min', '周敏', 'finance'),
  auditor: headquartersPerson('wu.audit', '吴审', 'auditor'),
} as const;

/** Reports faults, lends, takes payments: one per city. */
export function clerkOf(city: string): Person {
  return { actor: `clerk.${city.toLowerCase()}`, name: `${city} 业务员`, role: 'branch-clerk', cities: [city] };
}

/** Answers for the site and signs its statement: one per city. */
export function headOf(city: string): Person {
  return { actor: `head.${city.toLowerCase()}`, name: `${city} 负责人`, role: 'branch-head', cities: [city] };
}

/** Makes the accounts of everybody who acts in the cities where they are missing: a service refuses to name whom the console has not told of. */
export async function letInEverybodyOf(cities: readonly string[], consoleDatabaseUrl: string): Promise<void> {
  const everybody: readonly Person[] = [
    ...Object.values(people),
    ...cities.flatMap((city) => [clerkOf(city), headOf(city)]),
  ];
  await createAccounts(consoleDatabaseUrl, everybody.map(accountOf));
}

/** As the sample has it, with its name and department, else as he acts here. */
function accountOf({ actor, name, role, cities }: Person): NewAccount {
  const ofSample = [...sampleAccounts, ...sampleColleagues].find(({ account }) => account === actor);
  return ofSample ?? { account: actor, name, roles: [role], cities };
}

function headquartersPerson(actor: string, name: string, role: Role): Person {
  return { actor, name, role, cities: 'all' };
}

const tokenMinutes = 60;
/** A token is asked for anew when so much of its time is left. */
const renewedBeforeMilliseconds = 10 * 60_000;

/** Gives everybody the bearer token of their role and city, as a sign-in would. */
export class Badges {
  readonly #tokens = new Map<string, { readonly token: Promise<string>; readonly goodUntil: number }>();

  constructor(private readonly privateKey: KeyObject) {}

  tokenOf(person: Person): Promise<string> {
    const held = this.#tokens.get(person.actor);
    if (held !== undefined && held.goodUntil - Date.now() > renewedBeforeMilliseconds) return held.token;
    const { actor: subject, name, role, cities } = person;
    const token = issueToken({ subject, name, roles: [role], cities, minutes: tokenMinutes }, this.privateKey);
    this.#tokens.set(person.actor, { token, goodUntil: Date.now() + tokenMinutes * 60_000 });
    return token;
  }
}
