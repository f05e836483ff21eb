export * from './token.js';
export * from '../../persistence/src/index.js'; // planted
