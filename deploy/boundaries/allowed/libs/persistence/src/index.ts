import { MikroORM } from '@mikro-orm/postgresql';
import { kernel } from '../../domain-kernel/src/index.js';

export const persistence = [MikroORM, kernel];
