/**
 * Run by the launcher as a process of its own when everything is ready: makes a sign-in link per sample account and
 * writes them as JSON. They are secrets: they go to the launcher's terminal and into no log.
 */
import type { SignInLine } from './child.js';

const { ROTABLES_SIGN_IN_DATABASE: databaseUrl, ROTABLES_SIGN_IN_CONSOLE: consoleUrl } = process.env;
if (databaseUrl === undefined || consoleUrl === undefined) {
  throw new Error(
    'ROTABLES_SIGN_IN_DATABASE or ROTABLES_SIGN_IN_CONSOLE is missing; this program is run by `npm start`.',
  );
}
const { createSignInLinks } = await import('../../../services/console/src/index.js');
const links = await createSignInLinks({ databaseUrl, consoleUrl });
const lines: SignInLine[] = links.map(({ account, roles, cities, url }) => ({
  who: `${account} (${roles.join(', ')}${cities === 'all' ? '' : ` ${cities.join(' ')}`})`,
  url,
}));
process.stdout.write(JSON.stringify(lines));
