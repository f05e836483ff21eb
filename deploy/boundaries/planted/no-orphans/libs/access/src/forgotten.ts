export const planted = 'planted'; // planted
