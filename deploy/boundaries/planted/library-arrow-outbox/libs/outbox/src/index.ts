export * from '../../inbox/src/index.js'; // planted
