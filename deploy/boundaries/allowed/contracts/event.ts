import { Type } from '@sinclair/typebox';

export const event = Type.Object({});
