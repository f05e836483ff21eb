export * from '../../../libs/access/src/index.js'; // planted
export * from '../src/index.js'; // planted
export * from '../../../contracts/index.js';
