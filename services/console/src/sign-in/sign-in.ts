import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { samePerson, systemSession, WallClock } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { BrowserSessions } from './browser-sessions.js';
import { checkedPassword, hashPassword, verifyPassword } from './password.js';
import { SecondFactors } from './second-factors.js';
import { hashOfSecret, newSecret } from './secret.js';
import { SignInThrottle, type Attempt } from './sign-in-throttle.js';
import {
  FirstPasswordTooLate,
  SignInLinkNotValid,
  SignInLinkWaits,
  SignInTooLongAgo,
  WrongAccountOrPassword,
  WrongSecondFactor,
} from './sign-in.errors.js';
import {
  AccountChangeSchema,
  AccountProposalSchema,
  AccountSchema,
  KnownDeviceSchema,
  SignInLinkSchema,
} from './sign-in.schema.js';
import type { AccountChangeKind } from './sign-in.schema.js';

const self = systemSession('console');
/** So long after signing in by a link one may give oneself a password without having one. */
const firstPasswordMilliseconds = 15 * 60_000;

/** What a browser keeps after signing in. */
export interface NewSession {
  /** Of the session's cookie. */
  readonly secret: string;
  /** Of the cookie that tells the browser from a stranger's when its person signs in the next time. */
  readonly device: string;
}

/** The ways in: a password, or a link that works once; with a code on top where the account has a second factor. */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: BrowserSessions,
    private readonly throttle: SignInThrottle,
    private readonly factors: SecondFactors,
    private readonly clock: WallClock,
  ) {}

  /** Throws WrongAccountOrPassword; SecondFactorNeeded; WrongSecondFactor; TooManyAttempts after some wrong ones. */
  async byPassword(attempt: Attempt, password: string, code: string | undefined): Promise<NewSession> {
    const account = await this.provedBy(attempt, password);
    return this.counted(attempt, async () => {
      await this.factors.ensureRight(account, code);
      return this.begun(account, attempt);
    });
  }

  /**
   * A link cannot be guessed and waits for nobody's wrong passwords; only codes beside it are counted, by the link itself. Throws
   * SignInLinkNotValid; SignInLinkWaits; SecondFactorNeeded and WrongSecondFactor, after which the link is good still; TooManyAttempts.
   */
  async byLink(link: string, attempt: Omit<Attempt, 'account'>, code: string | undefined): Promise<NewSession> {
    const { account } = await this.ofLink(link);
    const secretHash = hashOfSecret(link);
    const ofAccount = { ...attempt, account };
    const ofLink = `link ${secretHash}`;
    return this.counted({ account: ofLink, address: ofLink, device: undefined }, async () => {
      const now = this.clock.now();
      const found = await UnitOfWork.current().findOne(
        SignInLinkSchema,
        { secretHash },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (found?.usedAt !== null || found.expiresAt <= now) throw new SignInLinkNotValid();
      const proposal = await UnitOfWork.current().findOne(AccountProposalSchema, { signInLink: secretHash });
      if (proposal !== null && proposal.state !== 'confirmed') throw new SignInLinkWaits(account);
      await this.factors.ensureRight(account, code);
      found.usedAt = now;
      if (found.issuedBy !== null) await this.note(account, 'signed-in-by-link', found.issuedBy);
      return this.begun(account, ofAccount);
    });
  }

  /** Whose link it is; the link stays good. Throws SignInLinkNotValid. */
  async ofLink(link: string): Promise<{ readonly account: string; readonly name: string }> {
    return this.unitOfWork.run(
      self,
      async () => {
        const em = UnitOfWork.current();
        const found = await em.findOne(SignInLinkSchema, { secretHash: hashOfSecret(link) });
        if (found?.usedAt !== null || found.expiresAt <= this.clock.now()) throw new SignInLinkNotValid();
        const account = await em.findOne(AccountSchema, { account: found.account });
        if (account === null || account.disabled) throw new SignInLinkNotValid();
        return { account: account.account, name: account.name };
      },
      { readOnly: true },
    );
  }

  /**
   * Ends every other session of the account, and its links. Throws InvalidInput; WrongAccountOrPassword where there is a password already
   * and another one was given; FirstPasswordTooLate where there is none and the session is not new; TooManyAttempts.
   */
  async setPassword(attempt: Attempt, { current, next, secretHash, signedInAt }: NewPassword): Promise<void> {
    const known = await this.unitOfWork.run(
      self,
      () => UnitOfWork.current().findOneOrFail(AccountSchema, { account: attempt.account }),
      { readOnly: true },
    );
    checkedPassword(next, 'newPassword', [known.account, known.name]);
    if (known.passwordHash !== null) await this.provedBy(attempt, current ?? '');
    else if (this.clock.now().getTime() - signedInAt.getTime() > firstPasswordMilliseconds)
      throw new FirstPasswordTooLate();
    const passwordHash = await hashPassword(next);
    await this.unitOfWork.run(self, async () => {
      const { account } = known;
      await UnitOfWork.current().nativeUpdate(AccountSchema, { account }, { passwordHash });
      await UnitOfWork.current().nativeDelete(SignInLinkSchema, { account });
      await this.sessions.endOthers(account, secretHash);
      await this.note(account, 'password-changed');
    });
  }

  /** {@link SecondFactors.begin}, for somebody who has just signed in. Throws SecondFactorOn; SignInTooLongAgo; FirstPasswordTooLate. */
  beginSecondFactor(account: string, signedInAt: Date): Promise<{ readonly secret: string; readonly address: string }> {
    const isLate = this.clock.now().getTime() - signedInAt.getTime() > firstPasswordMilliseconds;
    return this.unitOfWork.run(self, async () => {
      const { passwordHash } = await UnitOfWork.current().findOneOrFail(AccountSchema, { account });
      if (isLate) throw passwordHash === null ? new FirstPasswordTooLate() : new SignInTooLongAgo();
      return this.factors.begin(account);
    });
  }

  /** Ends every other session. Gives the recovery codes. Throws SecondFactorOff; SecondFactorOn; WrongSecondFactor; TooManyAttempts. */
  confirmSecondFactor(attempt: Attempt, secretHash: string, code: string): Promise<readonly string[]> {
    return this.counted(attempt, async () => {
      const recoveryCodes = await this.factors.confirm(attempt.account, code);
      await this.sessions.endOthers(attempt.account, secretHash);
      await this.note(attempt.account, 'second-factor-on');
      return recoveryCodes;
    });
  }

  /** Throws SecondFactorOff; WrongSecondFactor; TooManyAttempts. */
  removeSecondFactor(attempt: Attempt, code: string): Promise<void> {
    return this.counted(attempt, async () => {
      await this.factors.remove(attempt.account, code);
      await this.note(attempt.account, 'second-factor-off');
    });
  }

  /** The account as it is written, once its password is right. Throws WrongAccountOrPassword; TooManyAttempts. */
  private async provedBy(attempt: Attempt, password: string): Promise<string> {
    const known = await this.unitOfWork.run(self, async () => {
      await this.throttle.ensureMayTry(attempt);
      return this.accountOf(attempt.account);
    });
    // Outside of the transaction: it takes long on purpose, and a connection must not wait for it.
    const isRight = await verifyPassword(password, known?.passwordHash ?? null);
    if (isRight && known !== null && !known.disabled) return known.account;
    await this.unitOfWork.run(self, () => this.throttle.noteFailure(attempt));
    throw new WrongAccountOrPassword();
  }

  /** A wrong code counts as a wrong password does; the count is committed, though what was asked for is not. */
  private async counted<Result>(attempt: Attempt, work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.unitOfWork.run(self, async () => {
        await this.throttle.ensureMayTry(attempt);
        return work();
      });
    } catch (error) {
      if (error instanceof WrongSecondFactor) await this.unitOfWork.run(self, () => this.throttle.noteFailure(attempt));
      throw error;
    }
  }

  private async accountOf(typed: string) {
    const found = await UnitOfWork.current().find(AccountSchema, { account: { $ilike: likeItself(typed) } });
    return found.find(({ account }) => samePerson(account, typed)) ?? null;
  }

  private async begun(account: string, attempt: Attempt): Promise<NewSession> {
    await this.throttle.noteSuccess({ ...attempt, account });
    return { secret: this.sessions.begin(account), device: await this.deviceOf(account, attempt.device) };
  }

  /** A browser that several people use is known for the one who was last. */
  private async deviceOf(account: string, before: string | undefined): Promise<string> {
    const em = UnitOfWork.current();
    const lastUsedAt = this.clock.now();
    if (before !== undefined) {
      const found = await em.findOne(KnownDeviceSchema, { secretHash: hashOfSecret(before), account });
      if (found !== null) {
        found.lastUsedAt = lastUsedAt;
        return before;
      }
    }
    const device = newSecret();
    em.persist(em.create(KnownDeviceSchema, { secretHash: hashOfSecret(device), account, lastUsedAt }));
    return device;
  }

  /** By the person's own hand, unless somebody else let him in: whoever issued a link could have used it himself. */
  private async note(account: string, kind: AccountChangeKind, by = account): Promise<void> {
    const em = UnitOfWork.current();
    const { name, roles, cities, department } = await em.findOneOrFail(AccountSchema, { account });
    const facts = { account, kind, by, at: this.clock.now(), reason: null, name, roles, cities, department };
    em.persist(em.create(AccountChangeSchema, facts));
  }
}

export interface NewPassword {
  readonly current: string | undefined;
  readonly next: string;
  /** Of the session in which it is set; it stays. */
  readonly secretHash: string;
  readonly signedInAt: Date;
}

/** Blind to case; nothing in it stands for anything else. */
function likeItself(typed: string): string {
  return typed.trim().replaceAll(/[\\%_]/g, '\\$&');
}
