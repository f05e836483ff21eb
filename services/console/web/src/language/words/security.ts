import type { Words } from './words';

/** What the security log says. */
export const security: Words = {
  what: ['事项', 'What'],
  actor: ['账号', 'Account'],
  address: ['来自', 'From'],
  about: ['说明', 'About'],
  traceId: ['跟踪号', 'Trace id'],
  'sign-in': ['登录', 'signed in'],
  'sign-in-refused': ['登录被拒', 'sign-in refused'],
  'sign-out': ['退出', 'signed out'],
  'credentials-changed': ['登录方式变更', 'credentials changed'],
  'roles-changed': ['权限变更', 'roles changed'],
  exported: ['导出', 'exported'],
  'what.refused': ['请求被拒', 'request refused'],
};
