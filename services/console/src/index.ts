export { consoleService } from './service.js';
export {
  createAccounts,
  createSignInLinks,
  type SignInLink,
  type SignInLinkOrder,
  type SignInPeople,
} from './sign-in/create-sign-in-links.js';
export { sampleAccounts, sampleColleagues, type NewAccount } from './sign-in/sample-accounts.js';
