export * from '../../billing/src/index.js'; // planted
