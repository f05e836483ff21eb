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
      value('department'),
      value('state'),
      number('sessions'),
      instant('lastSeenAt'),
    ],
    filters: [by('name'), oneOf('role', ...roles), inCity, oneOf('state', 'active', 'disabled')],
    roles: ['administrator', 'auditor'],
    empty: 'empty.accounts',
    hasDocument: true,
  },
  {
    name: 'account-proposals',
    title: 'list.accountProposals',
    group: 'organisation',
    service: 'console',
    path: 'account-proposals',
    id: 'id',
    columns: [
      text('id'),
      text('account'),
      text('name'),
      values('roles'),
      values('rolesNow'),
      { field: 'allCities', kind: 'yes' },
      cities,
      { field: 'citiesNow', kind: 'cities' },
      text('proposedBy'),
      instant('proposedAt'),
      value('state'),
    ],
    filters: [oneOf('state', 'proposed', 'confirmed', 'refused')],
    roles: ['administrator', 'general-manager', 'auditor'],
    empty: 'empty.accountProposals',
    hasDocument: true,
  },
];
