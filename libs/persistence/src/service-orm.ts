import type { MikroORM } from '@mikro-orm/core';
import type { PostgreSqlDriver } from '@mikro-orm/postgresql';

/** MikroORM on PostgreSQL, as its `init` types it. */
export type ServiceOrm = MikroORM<PostgreSqlDriver>;
