import { first } from './index.js';

export const second = first + 1;
