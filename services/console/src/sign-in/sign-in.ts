import { Injectable } from '@nestjs/common';
import { LockMode, type InferEntity } from '@mikro-orm/postgresql';
import { systemSession, WallClock } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { BrowserSessions } from './browser-sessions.js';
import { checkedPassword, hashPassword, verifyPassword } from './password.js';
import { hashOfSecret } from './secret.js';
import { AccountLocked, SignInLinkNotValid, WrongAccountOrPassword } from './sign-in.errors.js';
import { AccountSchema, SignInLinkSchema } from './sign-in.schema.js';

type Account = InferEntity<typeof AccountSchema>;

const attemptsBeforeLock = 5;
const lockMinutes = 15;
const minute = 60_000;
const self = systemSession('console');

/** The ways in: a password, or a link that works once. Both answer with the secret of a new session. */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: BrowserSessions,
    private readonly clock: WallClock,
  ) {}

  /** Throws WrongAccountOrPassword, and AccountLocked after {@link attemptsBeforeLock} of them. */
  async byPassword(name: string, password: string): Promise<string> {
    const known = await this.unitOfWork.run(
      self,
      () => UnitOfWork.current().findOne(AccountSchema, { account: name }),
      { readOnly: true },
    );
    if (known !== null) this.ensureNotLocked(known);
    // Outside of the transaction: it takes long on purpose, and a connection must not wait for it.
    const isRight = await verifyPassword(password, known?.passwordHash ?? null);
    // The count of wrong attempts is committed, so the refusal is thrown after the transaction and not inside.
    const secret = await this.unitOfWork.run(self, () => this.noteAttempt(name, isRight));
    if (secret === null) throw new WrongAccountOrPassword();
    return secret;
  }

  /** Throws SignInLinkNotValid. */
  async byLink(link: string): Promise<string> {
    return this.unitOfWork.run(self, async () => {
      const em = UnitOfWork.current();
      const now = this.clock.now();
      const found = await em.findOne(
        SignInLinkSchema,
        { secretHash: hashOfSecret(link) },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (found?.usedAt !== null || found.expiresAt <= now) throw new SignInLinkNotValid();
      const account = await em.findOne(AccountSchema, { account: found.account });
      if (account === null || account.disabled) throw new SignInLinkNotValid();
      found.usedAt = now;
      account.failedAttempts = 0;
      account.lockedUntil = null;
      return this.sessions.begin(account.account);
    });
  }

  /** Throws InvalidInput; WrongAccountOrPassword where there is a password already and another one was given. */
  async setPassword(name: string, current: string | undefined, next: string): Promise<void> {
    checkedPassword(next, 'newPassword');
    const known = await this.unitOfWork.run(
      self,
      () => UnitOfWork.current().findOneOrFail(AccountSchema, { account: name }),
      { readOnly: true },
    );
    if (known.passwordHash !== null) await this.byPassword(name, current ?? '');
    const passwordHash = await hashPassword(next);
    await this.unitOfWork.run(self, () =>
      UnitOfWork.current().nativeUpdate(AccountSchema, { account: name }, { passwordHash }),
    );
  }

  private async noteAttempt(name: string, isRight: boolean): Promise<string | null> {
    const em = UnitOfWork.current();
    const account = await em.findOne(AccountSchema, { account: name }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (account === null || account.disabled) return null;
    // Somebody else may have used up the attempts meanwhile.
    this.ensureNotLocked(account);
    if (isRight) {
      account.failedAttempts = 0;
      account.lockedUntil = null;
      return this.sessions.begin(account.account);
    }
    account.failedAttempts += 1;
    if (account.failedAttempts >= attemptsBeforeLock) {
      account.failedAttempts = 0;
      account.lockedUntil = new Date(this.clock.now().getTime() + lockMinutes * minute);
    }
    return null;
  }

  private ensureNotLocked({ lockedUntil }: Account): void {
    const left = (lockedUntil?.getTime() ?? 0) - this.clock.now().getTime();
    if (left > 0) throw new AccountLocked(Math.ceil(left / minute));
  }
}
