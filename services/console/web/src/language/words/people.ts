import type { Words } from './words';

/** Roles and services. */
export const people: Words = {
  // Roles
  'branch-clerk': ['业务员', 'Branch clerk'],
  'branch-head': ['分公司负责人', 'Branch head'],
  'headquarters-approver': ['总部审批', 'Headquarters approver'],
  warehouse: ['库管', 'Warehouse'],
  technician: ['技术员', 'Technician'],
  finance: ['财务', 'Finance'],
  'general-manager': ['总经理', 'General manager'],
  auditor: ['审计', 'Auditor'],
  administrator: ['管理员', 'Administrator'],
  // Services
  warranty: ['保修', 'Warranty'],
  'spare-pool': ['备用机', 'Spare pool'],
  rma: ['返修', 'RMA'],
  billing: ['费用', 'Billing'],
  console: ['控制台', 'Console'],
  service: ['服务', 'service'],
};
