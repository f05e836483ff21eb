/**
 * Run by the launcher as a process of its own when everything is ready: makes a sign-in link for each of the sample's people, or for the
 * administrators where there is no sample, and writes them as JSON. They are secrets: they go to the launcher's terminal and into no log.
 */
import type { SignInLine } from './child.js';

const {
  ROTABLES_SIGN_IN_DATABASE: databaseUrl,
  ROTABLES_SIGN_IN_CONSOLE: consoleUrl,
  ROTABLES_SIGN_IN_PEOPLE: people,
} = process.env;
if (databaseUrl === undefined || consoleUrl === undefined || (people !== 'sample' && people !== 'administrators')) {
  throw new Error(
    'ROTABLES_SIGN_IN_DATABASE, ROTABLES_SIGN_IN_CONSOLE or ROTABLES_SIGN_IN_PEOPLE is missing; this program is run by `npm start`.',
  );
}
const { createSignInLinks } = await import('../../../services/console/src/index.js');
const links = await createSignInLinks({ databaseUrl, consoleUrl, people });
const lines: SignInLine[] = links.map(({ account, roles, cities, url }) => ({
  who: `${account} (${roles.join(', ')}${cities === 'all' ? '' : ` ${cities.join(' ')}`})`,
  url,
}));
process.stdout.write(JSON.stringify(lines));
