export * from './roles.js'; // planted
export const first = 1;
