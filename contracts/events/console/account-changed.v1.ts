import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { departmentField, instantField, nullable, oneOf, personField } from '../../fields.js';

/** Somebody may sign in from now on, with other roles or cities, or no longer (O3, O6). */
export const accountChangedV1 = defineEvent({
  type: 'console.account-changed.v1',
  topic: 'console.account.v1',
  key: 'account',
  description: 'Somebody may sign in from now on, with other roles or cities, or no longer (O3, O6).',
  schema: Type.Object({
    account: personField,
    name: Type.String({ minLength: 1, maxLength: 100, description: 'As it stands on documents.' }),
    // No closed list: a role that a reader does not know yet gives nothing there.
    roles: Type.Array(Type.String({ pattern: '^[a-z][a-z-]{1,39}$' })),
    // A city may have people before it has a site, so what its code may be is what accounts take.
    cities: nullable(Type.Array(Type.String({ pattern: '^[A-Z]{2,8}$' }), { description: 'Null: all cities.' })),
    department: nullable(departmentField),
    state: oneOf(['active', 'disabled']),
    changedBy: personField,
    changedAt: instantField,
  }),
  example: {
    account: 'head.dl',
    name: '大连负责人',
    roles: ['branch-head'],
    cities: ['DL'],
    department: null,
    state: 'active',
    changedBy: 'admin',
    changedAt: '2013-04-16T02:10:00.000Z',
  },
});

export type AccountChanged = EventBody<typeof accountChangedV1>;
