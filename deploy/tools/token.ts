/** `npm run token -- --role warehouse --city DL [--minutes 60]`: prints a bearer token of the local installation. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { issueToken, loadPrivateKey, longestTokenMinutes } from '@rotables/access';
import { DomainError, isRole, parseCityCode, roles, InvalidInput } from '@rotables/domain-kernel';
import { homeDirectory } from '../launcher/src/options.js';

const usage = `Usage: npm run token -- --role ROLE [--role ROLE …] [--city CODE …] [--minutes N] [--actor ID] [--name NAME]
  --role     one of ${roles.join(', ')}
  --city     a city code such as DL, several by repeating or with commas; without it: all cities
  --minutes  how long it is good for, 1 to ${longestTokenMinutes} (60 when not given)
  --actor    who acts, as it stands in the books (the first role when not given)
  --name     the person's name (the same when not given)
`;

interface TokenOrder {
  readonly role: readonly string[];
  readonly city: readonly string[];
  readonly minutes: string;
  readonly actor?: string | undefined;
  readonly name?: string | undefined;
}

async function tokenFor(order: TokenOrder): Promise<string> {
  const held = order.role.flatMap(commaSeparated).map((role) => {
    if (isRole(role)) {
      return role;
    }
    throw new InvalidInput('--role', role, `one of ${roles.join(', ')}`);
  });
  const cities = order.city.flatMap(commaSeparated).map((city) => parseCityCode(city, '--city'));
  const subject = order.actor ?? held[0] ?? '';
  const privateKey = await loadPrivateKey(join(homeDirectory(process.env), 'access', 'access-private-key.pem'));
  return issueToken(
    {
      subject,
      name: order.name ?? subject,
      roles: held,
      cities: cities.length === 0 ? 'all' : cities,
      minutes: Number(order.minutes),
    },
    privateKey,
  );
}

function commaSeparated(value: string): string[] {
  return value.split(',').map((item) => item.trim());
}

function parseOrder(): TokenOrder & { readonly help: boolean } {
  const list = { type: 'string', multiple: true, default: [] as string[] } as const;
  const { values } = parseArgs({
    options: {
      role: list,
      city: list,
      minutes: { type: 'string', default: '60' },
      actor: { type: 'string' },
      name: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

try {
  const order = parseOrder();
  process.stdout.write(order.help ? usage : `${await tokenFor(order)}\n`);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason}\n${error instanceof DomainError || error instanceof TypeError ? `\n${usage}` : ''}`);
  process.exitCode = 1;
}
