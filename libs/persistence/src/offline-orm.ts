import { MikroORM } from '@mikro-orm/postgresql';
import type { Options } from '@mikro-orm/postgresql';
import { ormSettings } from './create-orm.js';
import type { EntityDefinition } from './create-orm.js';
import type { ServiceOrm } from './service-orm.js';

/** What the work is about; without entities it is about migrations alone. */
export interface OfflineSchema {
  readonly entities?: readonly EntityDefinition[];
  readonly migrations?: Options['migrations'];
}

/** Does `work` with a MikroORM that never opens a connection: for what is known from entities and migrations alone. */
export async function withOfflineOrm<Result>(
  { entities = [], migrations = {} }: OfflineSchema,
  work: (orm: ServiceOrm) => Promise<Result>,
): Promise<Result> {
  const { migrations: _list, ...settings } = ormSettings('postgres://nobody@127.0.0.1:1/offline', entities, []);
  const orm = await MikroORM.init({
    ...settings,
    migrations: { silent: true, ...migrations },
  });
  try {
    return await work(orm);
  } finally {
    await orm.close(true);
  }
}
