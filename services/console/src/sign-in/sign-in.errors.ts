import { DomainError } from '@rotables/domain-kernel';

export class WrongAccountOrPassword extends DomainError {
  readonly code = 'wrong-account-or-password';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The account or the password is not right. Check both, or ask an administrator for a sign-in link.');
  }
}

export class AccountLocked extends DomainError {
  readonly code = 'account-locked';
  readonly kind = 'forbidden';

  constructor(minutesLeft: number) {
    super(
      `Too many wrong passwords were given for this account. Try again in ${minutesLeft} min, or ask for a sign-in link.`,
      {
        minutesLeft,
      },
    );
  }
}

export class SignInLinkNotValid extends DomainError {
  readonly code = 'sign-in-link-not-valid';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This sign-in link was used already or has expired; a link signs in once. Ask for a new one.');
  }
}

export class NotSignedIn extends DomainError {
  readonly code = 'not-signed-in';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Nobody is signed in here, or the session has ended. Sign in again; what you typed stays on the page.');
  }
}

/** The request does not come from a page of the console. */
export class ForgedRequest extends DomainError {
  readonly code = 'forged-request';
  readonly kind = 'forbidden';

  constructor(what: string) {
    super(`The request was not sent by a page of this console: ${what}. Reload the page and try again.`);
  }
}
