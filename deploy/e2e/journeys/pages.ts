import type { Language, Person } from '../support/browser.js';
import { customerUnit, type ConsoleStage } from '../support/console-stage.js';
import { look } from '../support/look.js';
import { leave } from './leave.js';

/** Every page, looked at by somebody whom it is for. */
const visits: Readonly<Record<string, readonly string[]>> = {
  'clerk.dl': [
    '/',
    `/units/${customerUnit('DL', 1)}`,
    '/apply',
    '/report-fault',
    '/receive-shipment',
    '/hand-in',
    '/covered-units',
    '/coverage-endings',
    '/account',
    '/no-such-page',
  ],
  'wang.fang': [
    '/',
    '/month-end',
    '/applications',
    '/spare-units',
    '/cases',
    '/loans',
    '/shortages',
    '/replenishments',
    '/statements',
    '/allocation-policy',
    '/discrepancies',
    '/matching',
  ],
  'liu.yang': [
    '/',
    '/ship',
    '/receive-returns',
    '/spare-units/import',
    '/shipments',
    '/exceptions',
    '/vendor-returns',
    '/scrap',
  ],
  'chen.jun': ['/', '/dispatch-orders', '/notices'],
  'xu.lei': ['/', '/entitlements'],
  'qian.hui': [
    '/',
    '/charges',
    '/receipts',
    '/quotes',
    '/handovers',
    '/refunds',
    '/journal',
    '/period-close',
    '/fees',
    '/city-grades',
  ],
  'zhao.gang': ['/'],
  'wu.audit': ['/'],
  admin: ['/', '/operations', '/accounts', '/accounts/clerk.dl', '/sites', '/models', '/substitutions'],
};

/** Held in one hand, in the warehouse and at the counter. */
const onPhone: Readonly<Record<string, readonly string[]>> = {
  'liu.yang': ['/ship', '/receive-returns'],
  'clerk.dl': ['/receive-shipment'],
};

/** Empty or nearly so, as on the first day; with a month in them they are looked at in documents.e2e.spec.ts. */
export async function pagesJourney(stage: ConsoleStage, language: Language): Promise<void> {
  const problems: string[] = [];
  for (const [account, paths] of Object.entries(visits)) {
    const person = await stage.person(account, { language });
    for (const path of paths) problems.push(...(await lookFrom(person, path, `${language}-${account}`)));
    await leave(person);
  }
  for (const [account, paths] of Object.entries(onPhone)) {
    const person = await stage.person(account, { language, onPhone: true });
    for (const path of paths) problems.push(...(await lookFrom(person, path, `${language}-phone-${account}`)));
    await leave(person);
  }
  expect(problems).toEqual([]);
}

async function lookFrom(person: Person, path: string, name: string): Promise<readonly string[]> {
  await person.goOn(path);
  return look(person, `${name}${path.replaceAll('/', '-')}`);
}
