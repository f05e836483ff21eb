import { Ajv } from 'ajv'; // planted
import { Type } from '@sinclair/typebox';
import { readFileSync } from 'node:fs'; // planted

export const planted = [Ajv, Type, readFileSync];
