export * from '../../../contracts/index.js'; // planted
