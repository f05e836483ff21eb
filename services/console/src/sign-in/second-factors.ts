import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { isRole, roles, type Role } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { newRecoveryCodes, newTotpSecret, stepOfCode, totpAddress } from './one-time-codes.js';
import { hashOfSecret, isSame } from './secret.js';
import { SecondFactorNeeded, SecondFactorOff, SecondFactorOn, WrongSecondFactor } from './sign-in.errors.js';
import { SecondFactorSchema } from './sign-in.schema.js';

/** CONSOLE_SECOND_FACTOR_ROLES: whoever has one of these roles has to set a second factor up before anything else; none by default. */
function rolesThatNeedSecondFactor(): readonly Role[] {
  const stated = (process.env['CONSOLE_SECOND_FACTOR_ROLES'] ?? '').split(',').map((role) => role.trim());
  return stated
    .filter((role) => role !== '')
    .map((role) => {
      if (isRole(role)) return role;
      throw new Error(
        `CONSOLE_SECOND_FACTOR_ROLES names ${JSON.stringify(role)}, but must name some of ${roles.join(', ')}.`,
      );
    });
}

/** Codes of an authenticator application beside password and link, for whoever wants them. Everything happens inside a unit of work. */
@Injectable()
export class SecondFactors {
  private readonly needing = rolesThatNeedSecondFactor();

  async isOn(account: string): Promise<boolean> {
    const factor = await UnitOfWork.current().findOne(SecondFactorSchema, { account });
    return factor !== null && factor.confirmedAt !== null;
  }

  /** Whether the policy asks people of one of the roles for it. */
  isAskedOf(roles: readonly Role[]): boolean {
    return roles.some((role) => this.needing.includes(role));
  }

  /** Lets pass who has none. Throws SecondFactorNeeded without a code; WrongSecondFactor. */
  async ensureRight(account: string, code: string | undefined): Promise<void> {
    const factor = await this.held(account);
    if (!isOn(factor)) return;
    if (code === undefined || code.trim() === '') throw new SecondFactorNeeded();
    this.take(factor, code);
  }

  /** What the application is told, as text and as the address in the picture. Throws SecondFactorOn. */
  async begin(account: string): Promise<{ readonly secret: string; readonly address: string }> {
    const held = await this.held(account);
    if (held !== null && held.confirmedAt !== null) throw new SecondFactorOn();
    const secret = newTotpSecret();
    if (held === null) {
      const facts = { account, secret, confirmedAt: null, lastStep: 0, recoveryHashes: [] };
      await UnitOfWork.current().insert(SecondFactorSchema, facts);
    } else {
      held.secret = secret;
    }
    return { secret, address: totpAddress(account, secret) };
  }

  /** From now on codes are asked for. Gives the recovery codes, which nobody can read again. Throws SecondFactorOff; SecondFactorOn; WrongSecondFactor. */
  async confirm(account: string, code: string): Promise<readonly string[]> {
    const factor = await this.held(account);
    if (factor === null) throw new SecondFactorOff();
    if (factor.confirmedAt !== null) throw new SecondFactorOn();
    this.take(factor, code);
    const recoveryCodes = newRecoveryCodes();
    factor.recoveryHashes = recoveryCodes.map(hashOfSecret);
    factor.confirmedAt = new Date();
    return recoveryCodes;
  }

  /** Throws SecondFactorOff; WrongSecondFactor. */
  async remove(account: string, code: string): Promise<void> {
    const factor = await this.held(account);
    if (!isOn(factor)) throw new SecondFactorOff();
    this.take(factor, code);
    await UnitOfWork.current().nativeDelete(SecondFactorSchema, { account });
  }

  private held(account: string) {
    return UnitOfWork.current().findOne(
      SecondFactorSchema,
      { account },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
  }

  /** Uses the code up, so that it is taken once. Throws WrongSecondFactor. */
  private take(factor: { secret: string; lastStep: number; recoveryHashes: string[] }, code: string): void {
    const step = stepOfCode(factor.secret, code, factor.lastStep);
    if (step !== null) {
      factor.lastStep = step;
      return;
    }
    const hash = hashOfSecret(code.trim().toLowerCase());
    const left = factor.recoveryHashes.filter((kept) => !isSame(kept, hash));
    if (left.length === factor.recoveryHashes.length) throw new WrongSecondFactor();
    factor.recoveryHashes = left;
  }
}

function isOn<Factor extends { readonly confirmedAt: Date | null }>(factor: Factor | null): factor is Factor {
  return (factor?.confirmedAt ?? null) !== null;
}
