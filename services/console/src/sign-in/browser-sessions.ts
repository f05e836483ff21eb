import { Injectable } from '@nestjs/common';
import { parseActorId, parseCityCode, systemSession, WallClock } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { SecondFactors } from './second-factors.js';
import { forgeryTokenOf, hashOfSecret, newSecret } from './secret.js';
import { AccountSchema, BrowserSessionSchema } from './sign-in.schema.js';

const hour = 3_600_000;
/** A working day and its evening; after it one signs in again. */
const idleMilliseconds = 12 * hour;
const longestMilliseconds = 7 * 24 * hour;
/** Writing the last use down with every request would cost more than it tells. */
const noteUseEveryMilliseconds = 60_000;

/** Who is signed in in a browser. */
export interface SignedIn {
  readonly session: Session;
  readonly secretHash: string;
  readonly signedInAt: Date;
  /** The policy asks for a second factor that is not there yet; until it is, nothing but setting it up is open. */
  readonly isSecondFactorDue: boolean;
  /** False after a first sign-in by a link: it is set soon, or the next way in is another link. */
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  /** To be sent with every change. */
  readonly forgeryToken: string;
}

const self = systemSession('console');

/** Sessions of browsers: the browser holds the secret in a cookie, the database its hash. */
@Injectable()
export class BrowserSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: SecondFactors,
    private readonly clock: WallClock,
  ) {}

  /** Inside a unit of work. Returns the secret for the cookie. */
  begin(account: string): string {
    const secret = newSecret();
    const now = this.clock.now();
    const em = UnitOfWork.current();
    em.persist(
      em.create(BrowserSessionSchema, { secretHash: hashOfSecret(secret), account, createdAt: now, lastUsedAt: now }),
    );
    return secret;
  }

  /** Roles and cities are read anew with every request, so that a change of them holds at once. */
  async find(secret: string | undefined): Promise<SignedIn | null> {
    if (secret === undefined || secret === '') return null;
    const secretHash = hashOfSecret(secret);
    const found = await this.unitOfWork.run(self, () => this.sessionOf(secretHash));
    return found === null ? null : { ...found, secretHash, forgeryToken: forgeryTokenOf(secret) };
  }

  async end(secretHash: string): Promise<void> {
    await this.unitOfWork.run(self, () => UnitOfWork.current().nativeDelete(BrowserSessionSchema, { secretHash }));
  }

  /** Inside a unit of work: all but the one with this hash. */
  async endOthers(account: string, secretHash: string): Promise<void> {
    await UnitOfWork.current().nativeDelete(BrowserSessionSchema, { account, secretHash: { $ne: secretHash } });
  }

  /** In all browsers. Returns how many sessions there were. */
  async endEverywhere(account: string): Promise<number> {
    return this.unitOfWork.run(self, () => UnitOfWork.current().nativeDelete(BrowserSessionSchema, { account }));
  }

  private async sessionOf(secretHash: string): Promise<Omit<SignedIn, 'secretHash' | 'forgeryToken'> | null> {
    const em = UnitOfWork.current();
    const found = await em.findOne(BrowserSessionSchema, { secretHash });
    if (found === null) return null;
    const now = this.clock.now();
    const idle = now.getTime() - found.lastUsedAt.getTime();
    if (idle > idleMilliseconds || now.getTime() - found.createdAt.getTime() > longestMilliseconds) return null;
    if (idle > noteUseEveryMilliseconds) found.lastUsedAt = now;
    const account = await em.findOne(AccountSchema, { account: found.account });
    if (account === null || account.disabled) return null;
    const session: Session = {
      actor: parseActorId(account.account),
      name: account.name,
      roles: account.roles,
      cities: account.cities?.map((city) => parseCityCode(city)) ?? 'all',
    };
    const hasSecondFactor = await this.factors.isOn(account.account);
    const isSecondFactorDue = !hasSecondFactor && this.factors.isAskedOf(account.roles);
    const hasPassword = account.passwordHash !== null;
    return { session, signedInAt: found.createdAt, hasPassword, hasSecondFactor, isSecondFactorDue };
  }
}
