export * from '../../../libs/access/src/roles.js'; // planted
export * from '../../../contracts/event.js'; // planted
export * from './case.js';
