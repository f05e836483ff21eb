export * from '../libs/domain-kernel/src/index.js'; // planted
export * from './event.js';
