import type { Department } from '@rotables/contracts';
import type { Role } from '@rotables/domain-kernel';

export interface NewAccount {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly cities: readonly string[] | 'all';
  readonly department?: Department | null;
}

const everywhere = (account: string, name: string, role: Role, department: Department | null = null): NewAccount => ({
  account,
  name,
  roles: [role],
  cities: 'all',
  department,
});

const ofBranch = (city: string, place: string): NewAccount[] => [
  {
    account: `clerk.${city.toLowerCase()}`,
    name: `${place}业务员`,
    roles: ['branch-clerk'],
    cities: [city],
    department: 'service',
  },
  {
    account: `head.${city.toLowerCase()}`,
    name: `${place}负责人`,
    roles: ['branch-head'],
    cities: [city],
    department: 'service',
  },
];

/** One for each role, and for branches of some cities: who looks around in the sample as one of its people. Nobody has a password. */
export const sampleAccounts: readonly NewAccount[] = [
  ...ofBranch('DL', '大连'),
  ...ofBranch('AS', '鞍山'),
  everywhere('wang.fang', '王芳', 'headquarters-approver', 'management'),
  everywhere('liu.yang', '刘洋', 'warehouse', 'materials'),
  everywhere('chen.jun', '陈军', 'technician', 'technical'),
  everywhere('xu.lei', '徐磊', 'quality', 'quality'),
  everywhere('qian.hui', '钱慧', 'finance', 'finance'),
  everywhere('zhao.gang', '赵刚', 'general-manager', 'management'),
  everywhere('wu.audit', '吴审', 'auditor'),
  everywhere('admin', '郑管理', 'administrator'),
];

const otherCities = {
  SY: '沈阳',
  YK: '营口',
  PJ: '盘锦',
  DD: '丹东',
  BX: '本溪',
  FS: '抚顺',
  TL: '铁岭',
  FX: '阜新',
  LY: '辽阳',
  CY: '朝阳',
  HLD: '葫芦岛',
  JZ: '锦州',
};

/** The others who act in the sample, so that they are called by their names in it; administrators give them links. */
export const sampleColleagues: readonly NewAccount[] = [
  ...Object.entries(otherCities).flatMap(([city, place]) => ofBranch(city, place)),
  everywhere('ma.long', '马龙', 'warehouse', 'materials'),
  everywhere('sun.tao', '孙涛', 'warehouse', 'materials'),
  everywhere('he.ping', '何平', 'technician', 'technical'),
  everywhere('zhou.min', '周敏', 'finance', 'finance'),
];

/** Lets in everybody else of an installation without a sample. */
export const firstAdministrator: NewAccount = everywhere('admin', '管理员', 'administrator');
