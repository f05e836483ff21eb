export * from '../../reporting/src/index.js'; // planted
