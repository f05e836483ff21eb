import type { Words } from './words';

/** Roles and services, and what is said of accounts. */
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
  // Accounts
  hasPassword: ['已设密码', 'Has a password'],
  lockedUntil: ['锁定至', 'Locked until'],
  sessions: ['已登录浏览器', 'Open sessions'],
  lastSeenAt: ['最近使用', 'Last seen'],
  'account-proposals.account': ['账号', 'Account'],
  proposes: ['内容', 'Proposes'],
  rolesNow: ['现有角色', 'Roles now'],
  citiesNow: ['现有城市', 'Cities now'],
  enables: ['同时启用', 'Also lets in'],
  proposal: ['等待第二人确认的授权', 'Grant that waits for a second person'],
  keeps: ['名下保管的网点（离职前须交接）', 'Sites in custody (to be handed over before leaving)'],
};
