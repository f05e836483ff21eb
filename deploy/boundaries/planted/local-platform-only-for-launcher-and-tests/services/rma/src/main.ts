export * from '../../../libs/local-platform/src/index.js'; // planted
