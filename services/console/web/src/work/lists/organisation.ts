import { roles } from '../../api/session';
import type { ListKind } from '../list';
import { by, cities, inCity, instant, number, oneOf, own, text, value, values } from './columns';

/** Who works here. */
export const organisationLists: readonly ListKind[] = [
  {
    name: 'accounts',
    title: 'list.accounts',
    group: 'organisation',
    service: 'console',
    path: 'accounts',
    id: 'account',
    columns: [
      own('account'),
      { ...text('name'), isSortable: true },
      values('roles'),
      { field: 'allCities', kind: 'yes' },
      cities,
      value('state'),
      number('sessions'),
      instant('lastSeenAt'),
    ],
    filters: [by('name'), oneOf('role', ...roles), inCity, oneOf('state', 'active', 'disabled')],
    roles: ['administrator', 'auditor'],
    empty: 'empty.accounts',
    hasDocument: true,
  },
];
