export * from './missing.js'; // planted
export * from '@rotables/missing'; // planted
