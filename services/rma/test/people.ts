import { caller, type ToldPerson } from '@rotables/testing';

const of = (department: ToldPerson['department'], person: ToldPerson): ToldPerson => ({
  ...person,
  ...(department && { department }),
});

/** The people of the tests; each does only what the role allows. */
export const people = {
  dalianClerk: caller('zhang.wei', 'branch-clerk', ['DL']),
  dalianHead: caller('head.dl', 'branch-head', ['DL']),
  anshanClerk: caller('li.na', 'branch-clerk', ['AS']),
  anshanHead: caller('head.as', 'branch-head', ['AS']),
  technician: of('technical', caller('chen.jun', 'technician')),
  secondTechnician: of('technical', caller('wu.gang', 'technician')),
  quality: of('quality', caller('zhao.min', 'quality')),
  warehouse: of('materials', caller('liu.yang', 'warehouse')),
  dalianWarehouse: caller('ma.long', 'warehouse', ['DL']),
  secondWarehouse: caller('xu.lei', 'warehouse'),
  materials: of('materials', caller('sun.tao', 'warehouse')),
  approver: caller('wang.fang', 'headquarters-approver'),
  generalManager: caller('gm', 'general-manager'),
  auditor: caller('audit', 'auditor'),
  finance: caller('fin', 'finance'),
} as const;
