import type { Role } from '@rotables/domain-kernel';

export interface NewAccount {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly cities: readonly string[] | 'all';
}

const everywhere = (account: string, name: string, role: Role): NewAccount => ({
  account,
  name,
  roles: [role],
  cities: 'all',
});

const ofBranch = (city: string, place: string): NewAccount[] => [
  { account: `clerk.${city.toLowerCase()}`, name: `${place}业务员`, roles: ['branch-clerk'], cities: [city] },
  { account: `head.${city.toLowerCase()}`, name: `${place}负责人`, roles: ['branch-head'], cities: [city] },
];

/** One for each role, and for branches of some cities: the people who act in the sample month. Nobody has a password. */
export const sampleAccounts: readonly NewAccount[] = [
  ...ofBranch('DL', '大连'),
  ...ofBranch('AS', '鞍山'),
  everywhere('wang.fang', '王芳', 'headquarters-approver'),
  everywhere('liu.yang', '刘洋', 'warehouse'),
  everywhere('chen.jun', '陈军', 'technician'),
  everywhere('xu.lei', '徐磊', 'quality'),
  everywhere('qian.hui', '钱慧', 'finance'),
  everywhere('zhao.gang', '赵刚', 'general-manager'),
  everywhere('wu.audit', '吴审', 'auditor'),
  everywhere('admin', '郑管理', 'administrator'),
];

/** Lets in everybody else of an installation without a sample. */
export const firstAdministrator: NewAccount = everywhere('admin', '管理员', 'administrator');
