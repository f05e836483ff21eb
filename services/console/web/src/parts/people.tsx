import { useMemo } from 'react';
import { AutoComplete } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { send } from '../api/http';
import { roles, useIsSignedIn } from '../api/session';
import { useTexts } from '../language/language';
import { usePlaces } from './places';

interface PersonView {
  readonly account: string;
  readonly name: string;
}

export interface People {
  readonly people: readonly PersonView[];
  /** 王芳 (wang.fang), for what is signed or leaves the console; the account itself where nobody is known by it. */
  readonly nameAndAccount: (account: string) => string;
}

const nobody: readonly PersonView[] = [];
/** Accounts are opened seldom. */
const keptMilliseconds = 10 * 60_000;

/** Services speak of accounts, people of each other by name; every page that names somebody shares this one reading. */
export function usePeople(): People {
  const { data: people = nobody } = useQuery({
    queryKey: ['people'],
    queryFn: async () => (await send<{ readonly people: readonly PersonView[] }>('GET', '/v1/people')).people,
    staleTime: keptMilliseconds,
    enabled: useIsSignedIn(),
  });
  const names = useMemo(() => new Map(people.map(({ account, name }) => [account, name])), [people]);
  return {
    people,
    nameAndAccount: (account) => {
      const name = names.get(account);
      return name === undefined ? account : `${name} (${account})`;
    },
  };
}

const isOffice = (account: string): boolean => roles.some((role) => role === account);

/** What `system:billing` did by itself, and whoever holds an office (`finance`), in a city as well (`branch-head:DL`); undefined for a person. */
function useOfficeText(): (account: string) => string | undefined {
  const { word } = useTexts();
  const { cityName } = usePlaces();
  return (account) => {
    const [, service] = /^system:([a-z-]+)$/.exec(account) ?? [];
    if (service !== undefined) return `${word('system')} · ${word(service)}`;
    const [, role, city] = /^([a-z-]+):([A-Z]+)$/.exec(account) ?? [];
    if (role !== undefined && city !== undefined) return `${word(role)} · ${cityName(city)}`;
    return isOffice(account) ? word(account) : undefined;
  };
}

/** 王芳 (wang.fang), and an office in words: on pages of people who are signed in, for what leaves the console. */
export function usePersonInWriting(): (account: string) => string {
  const { nameAndAccount } = usePeople();
  const officeText = useOfficeText();
  return (account) => {
    const named = nameAndAccount(account);
    return named === account ? (officeText(account) ?? account) : named;
  };
}

/** 王芳 for wang.fang, and an office in words. */
export function usePersonText(): (account: string) => string {
  const { people } = usePeople();
  const officeText = useOfficeText();
  return (account) => people.find((person) => person.account === account)?.name ?? officeText(account) ?? account;
}

/** Whether a field holds an account; where it holds the name of somebody of a customer, that is shown as it is. */
export function namesSomebody(field: string): boolean {
  return /By$|^(by|actor|appraiser|debtor|person|owner)$/.test(field) || isChosenPerson(field);
}

/** Whether a field asks for one of us. */
export function isChosenPerson(field: string): boolean {
  return /^(custodian|toCustodian|fromCustodian|witness|technician)$/.test(field);
}

/** Somebody by name; documents show the account beside it, lists when it is pointed at. */
export function PersonName({ account }: { readonly account: string }) {
  const name = usePersonText()(account);
  if (name === account) return <>{account}</>;
  return (
    <span className="person" title={account}>
      {name} <span className="account hint">{account}</span>
    </span>
  );
}

interface PersonFieldProps {
  readonly id?: string;
  readonly value?: string;
  /** With every letter; undefined when it is emptied. */
  readonly onChange?: (account: string | undefined) => void;
  readonly onSelect?: (account: string) => void;
  readonly onClear?: () => void;
  readonly onBlur?: () => void;
  readonly label?: string;
}

/** Takes an account; whoever is looked for by name is offered. */
export function PersonField({ label, ...given }: PersonFieldProps) {
  const { people } = usePeople();
  return (
    <AutoComplete
      {...given}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      style={{ width: '100%', minWidth: 130 }}
      allowClear
      options={people.map(({ account, name }) => ({ value: account, label: `${name} ${account}` }))}
      showSearch={{
        filterOption: (typed, option) => (option?.label ?? '').toLowerCase().includes(typed.toLowerCase()),
      }}
    />
  );
}
