export * from '../../../../libs/persistence/src/index.js'; // planted
