export * from '../../event-bus/src/index.js'; // planted
