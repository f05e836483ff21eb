import { EntityManager } from '@mikro-orm/postgresql'; // planted
import { planted } from '../persistence/case.schema.js'; // planted

export const controller = [planted, EntityManager];
