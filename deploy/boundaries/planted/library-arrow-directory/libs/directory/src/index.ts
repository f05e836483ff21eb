export * from '../../outbox/src/index.js'; // planted
