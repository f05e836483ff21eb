import { roles } from '../../api/session';
import { textOf } from '../../api/http';
import { states, type CommandKind, type Field } from '../command';
import { choice, longText, one, optional, starting, text, yes } from './fields';

/** As in contracts/fields.ts. */
const departments = ['materials', 'technical', 'quality', 'finance', 'service', 'management'];

const standing: readonly Field[] = [
  starting(text('name'), ({ name }) => name),
  starting({ name: 'roles', kind: 'choices', options: roles }, ({ roles: held }) => held),
  starting(yes('allCities'), ({ allCities }) => allCities ?? false),
  optional(starting({ name: 'cities', kind: 'cities' }, ({ cities }) => cities)),
  optional(starting(choice('department', ...departments), ({ department }) => department ?? undefined)),
];

export const createAccount: CommandKind = {
  label: 'command.createAccount',
  service: 'console',
  path: () => 'accounts',
  roles: ['administrator'],
  place: 'accounts',
  fields: [text('account'), ...standing],
};

/** By the name of the register. */
export const organisationCommands: Readonly<Record<string, readonly CommandKind[]>> = {
  accounts: [
    {
      label: 'command.issueLink',
      service: 'console',
      path: one('accounts', 'account', 'sign-in-links'),
      roles: ['administrator'],
      when: states('active'),
      fields: [],
      handsOver: ({ link }) => `${globalThis.location.origin}/sign-in#link=${textOf(link)}`,
      handsOverHint: 'account.linkHint',
    },
    {
      label: 'command.changeAccount',
      service: 'console',
      path: one('accounts', 'account', 'change'),
      roles: ['administrator'],
      place: 'accounts',
      fields: standing,
    },
    {
      label: 'command.resetPassword',
      service: 'console',
      path: one('accounts', 'account', 'reset-password'),
      roles: ['administrator'],
      when: ({ hasPassword }) => hasPassword === true,
      fields: [],
      danger: true,
    },
    {
      label: 'command.disableAccount',
      service: 'console',
      path: one('accounts', 'account', 'disable'),
      roles: ['administrator'],
      when: states('active'),
      fields: [longText('reason')],
      danger: true,
    },
    {
      label: 'command.enableAccount',
      service: 'console',
      path: one('accounts', 'account', 'enable'),
      roles: ['administrator'],
      when: states('disabled'),
      fields: [],
    },
  ],
  'account-proposals': [
    {
      label: 'command.confirmGrant',
      service: 'console',
      path: one('account-proposals', 'id', 'confirm'),
      roles: ['administrator', 'general-manager'],
      when: states('proposed'),
      fields: [],
    },
    {
      label: 'command.refuseGrant',
      service: 'console',
      path: one('account-proposals', 'id', 'refuse'),
      roles: ['administrator', 'general-manager'],
      when: states('proposed'),
      fields: [longText('reason')],
      danger: true,
    },
  ],
};
