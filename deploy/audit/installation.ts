import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from '@rotables/local-platform';
import { planDatabases, type DatabasePlan } from '../launcher/src/databases.js';
import { postgresPortOffset, type LauncherOptions } from '../launcher/src/options.js';
import { services, type ServiceDescription } from '../launcher/src/services.js';
import type { AuditTarget } from './snapshot.js';

/** The services whose books are compared: all, for the console's accounts, their events and their trail are books too. */
const audited = services;

/** The name of the variable that gives a service's database where it is not the local installation's, for example `SPARE_POOL_DATABASE_URL`. */
export function variableOf(service: string): string {
  return `${service.replaceAll('-', '_').toUpperCase()}_DATABASE_URL`;
}

/** The same for its address under the role that owns the tables, for example `SPARE_POOL_DATABASE_OWNER_URL`. */
export function ownerVariableOf(service: string): string {
  return variableOf(service).replace(/URL$/, 'OWNER_URL');
}

/**
 * The databases of the local installation, or those that the environment names.
 * @throws PlatformError 'no-installation' when there is neither
 */
export function auditTargets(options: LauncherOptions, environment: NodeJS.ProcessEnv): readonly AuditTarget[] {
  return targets({ options, environment, of: audited, variable: variableOf, urlOf: ({ appUrl }) => appUrl });
}

/**
 * The same under the roles that own the tables.
 * @throws PlatformError 'no-installation'
 */
export function ownedTargets(options: LauncherOptions, environment: NodeJS.ProcessEnv): readonly AuditTarget[] {
  return targets({ options, environment, of: audited, variable: ownerVariableOf, urlOf: ({ ownerUrl }) => ownerUrl });
}

/**
 * Where the accounts are, under the console's own role.
 * @throws PlatformError 'no-installation'
 */
export function consoleDatabaseUrl(options: LauncherOptions, environment: NodeJS.ProcessEnv): string {
  const consoles = services.filter(({ isConsole }) => isConsole);
  const [console] = targets({
    options,
    environment,
    of: consoles,
    variable: variableOf,
    urlOf: ({ appUrl }) => appUrl,
  });
  if (console === undefined)
    throw new PlatformError('no-installation', 'This build has no console, and so no accounts.');
  return console.databaseUrl;
}

interface TargetsWanted {
  readonly options: LauncherOptions;
  readonly environment: NodeJS.ProcessEnv;
  readonly of: readonly ServiceDescription[];
  readonly variable: (service: string) => string;
  readonly urlOf: (plan: DatabasePlan) => string;
}

function targets({ options, environment, of: wanted, variable, urlOf }: TargetsWanted): readonly AuditTarget[] {
  const named = wanted.flatMap(({ name }) => {
    const databaseUrl = environment[variable(name)];
    return databaseUrl ? [{ service: name, databaseUrl }] : [];
  });
  if (named.length === wanted.length) return named;
  if (named.length > 0 || !existsSync(join(options.home, 'passwords'))) {
    const variables = wanted.map(({ name }) => variable(name)).join(', ');
    throw new PlatformError(
      'no-installation',
      `There is no local installation in ${options.home}. Start one with npm start, set ROTABLES_HOME to another, or name all of ${variables}.`,
    );
  }
  const home = {
    directory: options.home,
    path: (...parts: string[]) => join(options.home, ...parts),
    release: () => undefined,
  };
  const superuserUrl =
    options.databaseUrl ?? `postgres://postgres@127.0.0.1:${options.portBase + postgresPortOffset}/postgres`;
  return planDatabases(home, superuserUrl, wanted).map((plan) => ({
    service: plan.service,
    databaseUrl: urlOf(plan),
  }));
}
