import { Injectable } from '@nestjs/common';
import { isIPv6 } from 'node:net';
import { personKey } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';

import { hashOfSecret } from './secret.js';
import { TooManyAttempts } from './sign-in.errors.js';
import { KnownDeviceSchema, SignInAttemptSchema } from './sign-in.schema.js';

/** Who tries to sign in, as far as it can be known before it is known who they are. */
export interface Attempt {
  readonly account: string;
  /** Of the browser; a proxy's only where the proxy is trusted to say whose. */
  readonly address: string;
  /** What the browser keeps since its person signed in the last time; undefined in one that is new. */
  readonly device: string | undefined;
}

interface Limit {
  /** So many wrong ones cost nothing; from then on each doubles the wait. */
  readonly free: number;
  readonly longestWaitSeconds: number;
}

/**
 * Nobody can be shut out by somebody else: a browser in which a person has signed in before is counted by itself, and from elsewhere an
 * account makes a stranger wait a minute at the most. Whoever guesses from one address waits longer and longer.
 */
const limits = {
  device: { free: 5, longestWaitSeconds: 15 * 60 },
  pair: { free: 5, longestWaitSeconds: 15 * 60 },
  address: { free: 30, longestWaitSeconds: 15 * 60 },
  account: { free: 20, longestWaitSeconds: 60 },
} as const satisfies Record<string, Limit>;

/** After so long without another wrong one they are forgotten. */
const forgottenAfterMilliseconds = 60 * 60_000;

/**
 * Counts wrong passwords and codes, in the database, so that all replicas count together (ASVS 6.3.1). What is counted is what was typed, so
 * that an account that is not there makes one wait like one that is. Time is the machine's, also where an old month is played.
 */
@Injectable()
export class SignInThrottle {
  /** Inside a unit of work. Throws {@link TooManyAttempts}. */
  async ensureMayTry(attempt: Attempt, now = new Date()): Promise<void> {
    const keys = await this.keysOf(attempt);
    const found = await UnitOfWork.current().find(SignInAttemptSchema, { key: { $in: [...keys.keys()] } });
    const waits = found.map(({ key, failures, lastFailedAt }) => {
      const limit = keys.get(key);
      const since = now.getTime() - lastFailedAt.getTime();
      if (limit === undefined || since > forgottenAfterMilliseconds || failures < limit.free) return 0;
      const wait = Math.min(2 ** (failures - limit.free), limit.longestWaitSeconds);
      return Math.ceil(wait - since / 1000);
    });
    const seconds = Math.max(0, ...waits);
    if (seconds > 0) throw new TooManyAttempts(seconds);
  }

  /** Inside a unit of work that commits. */
  async noteFailure(attempt: Attempt, now = new Date()): Promise<void> {
    for (const key of (await this.keysOf(attempt)).keys()) {
      await UnitOfWork.preparedQuery(
        'sign-in-failed',
        `insert into sign_in_attempt (key, failures, last_failed_at) values ($1, 1, $2)
         on conflict (key) do update set last_failed_at = excluded.last_failed_at,
           failures = case when sign_in_attempt.last_failed_at < $3 then 1 else least(sign_in_attempt.failures + 1, 1000) end`,
        [key, now, new Date(now.getTime() - forgottenAfterMilliseconds)],
      );
    }
    await UnitOfWork.current().nativeDelete(SignInAttemptSchema, {
      lastFailedAt: { $lt: new Date(now.getTime() - 2 * forgottenAfterMilliseconds) },
    });
  }

  /** Inside a unit of work: what its person mistyped before counts no more. What others did at the address stays. */
  async noteSuccess(attempt: Attempt): Promise<void> {
    const own = [...(await this.keysOf(attempt)).keys()].filter((key) => /^(device|pair) /.test(key));
    await UnitOfWork.current().nativeDelete(SignInAttemptSchema, { key: { $in: own } });
  }

  private async keysOf(attempt: Attempt): Promise<ReadonlyMap<string, Limit>> {
    const account = personKey(attempt.account);
    const address = networkOf(attempt.address);
    if (attempt.device !== undefined) {
      const secretHash = hashOfSecret(attempt.device);
      const known = await UnitOfWork.current().findOne(KnownDeviceSchema, { secretHash });
      if (known !== null && personKey(known.account) === account)
        return new Map([[`device ${secretHash}`, limits.device]]);
    }
    return new Map<string, Limit>([
      [`pair ${hashOfSecret(account)} ${address}`, limits.pair],
      [`address ${address}`, limits.address],
      [`account ${hashOfSecret(account)}`, limits.account],
    ]);
  }
}

/** One household or one machine has a whole /64 of IPv6 addresses. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '');
  const [left = '', right = ''] = address.split('::');
  const groups = [...left.split(':'), ...Array<string>(8).fill('0')];
  return `${(right === '' || left !== '' ? groups : ['0', '0', '0', '0']).slice(0, 4).join(':')}::/64`;
}
