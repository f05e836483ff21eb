import { randomBytes } from 'node:crypto';
import { keptSecret } from '@rotables/local-platform';
import type { Home } from './home.js';
import type { ServiceDescription } from './services.js';

/** One service's database, and the two roles that it is used under: the owner migrates, in a process of its own, the other serves requests. */
export interface DatabasePlan {
  readonly service: string;
  /** Under the role that owns the tables. */
  readonly ownerUrl: string;
  /** Under the role that serves requests. */
  readonly appUrl: string;
  readonly appRole: string;
  readonly appPassword: string;
  /** Module that exports the service's `migrations`. */
  readonly migrations: string;
}

/** The databases of the services on the PostgreSQL of that superuser; passwords are made once and kept (0600). */
export function planDatabases(
  home: Home,
  superuserUrl: string,
  services: readonly ServiceDescription[],
): DatabasePlan[] {
  return services.map(({ name, migrations }) => {
    const database = `rotables_${name.replaceAll('-', '_')}`;
    const appRole = `${database}_app`;
    const appPassword = keptPassword(home, appRole);
    const owner = `${database}_owner`;
    const ownerUrl = address(superuserUrl, database, owner, keptPassword(home, owner));
    const appUrl = address(superuserUrl, database, appRole, appPassword);
    return { service: name, ownerUrl, appUrl, appRole, appPassword, migrations };
  });
}

function keptPassword(home: Home, role: string): string {
  return keptSecret(home.path('passwords', role), () => randomBytes(24).toString('base64url'));
}

function address(superuserUrl: string, database: string, role: string, password: string): string {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  url.username = role;
  url.password = password;
  return url.href;
}
