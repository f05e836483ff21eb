import { persistence } from '../../../../../libs/persistence/src/index.js';
import { aggregate } from '../case.js';

export const adapter = [aggregate, persistence];
