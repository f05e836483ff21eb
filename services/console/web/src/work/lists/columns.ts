import type { Column, Filter } from '../list';

export const text = (field: string): Column => ({ field });
export const own = (field: string): Column => ({ field, kind: 'own', isSortable: true });
export const value = (field: string): Column => ({ field, kind: 'value' });
export const instant = (field: string, isSortable = false): Column => ({ field, kind: 'instant', isSortable });
export const fen = (field: string, isSortable = false): Column => ({ field, kind: 'fen', isSortable });
export const number = (field: string): Column => ({ field, kind: 'number' });
export const date = (field: string, isSortable = false): Column => ({ field, kind: 'date', isSortable });
export const serial = (field = 'serial', isSortable = false): Column => ({ field, kind: 'serial', isSortable });
export const faultNumber: Column = { field: 'faultNumber', kind: 'case' };
export const city: Column = { field: 'city', kind: 'city' };
export const site = (field: string): Column => ({ field, kind: 'site' });
export const values = (field: string): Column => ({ field, kind: 'values' });
export const cities: Column = { field: 'cities', kind: 'cities' };
export const inCity: Filter = { field: 'city', kind: 'city' };
export const by = (field: string): Filter => ({ field, kind: 'text' });
export const oneOf = (field: string, ...options: readonly string[]): Filter => ({ field, kind: 'choice', options });
export const onDay = (field: string): Filter => ({ field, kind: 'date' });
