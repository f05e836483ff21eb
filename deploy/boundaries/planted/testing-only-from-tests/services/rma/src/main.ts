export * from '../../../libs/testing/src/index.js'; // planted
