import { aggregate } from '../case.js';

export const openCase = aggregate;
