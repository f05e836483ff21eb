import type { EntityManager } from '@mikro-orm/postgresql'; // planted

export type Planted = EntityManager;
