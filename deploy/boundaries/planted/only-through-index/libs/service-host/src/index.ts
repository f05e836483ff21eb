export * from '../../access/src/roles.js'; // planted
