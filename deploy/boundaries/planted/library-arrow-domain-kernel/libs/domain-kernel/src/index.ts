export * from '../../access/src/index.js'; // planted
