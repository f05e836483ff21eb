export const planted = 'planted';
