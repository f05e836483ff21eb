import { caller } from '@rotables/testing';

/** The people of the tests; each does only what the role allows. */
export const people = {
  dalianClerk: caller('zhang.wei', 'branch-clerk', ['DL']),
  dalianHead: caller('head.dl', 'branch-head', ['DL']),
  anshanClerk: caller('li.na', 'branch-clerk', ['AS']),
  anshanHead: caller('head.as', 'branch-head', ['AS']),
  technician: caller('chen.jun', 'technician'),
  secondTechnician: caller('wu.gang', 'technician'),
  quality: caller('zhao.min', 'quality'),
  warehouse: caller('liu.yang', 'warehouse'),
  secondWarehouse: caller('xu.lei', 'warehouse'),
  materials: caller('sun.tao', 'warehouse'),
  approver: caller('wang.fang', 'headquarters-approver'),
  generalManager: caller('gm', 'general-manager'),
  auditor: caller('audit', 'auditor'),
  finance: caller('fin', 'finance'),
} as const;
