import { DomainError } from '@rotables/domain-kernel';

export class WrongAccountOrPassword extends DomainError {
  readonly code = 'wrong-account-or-password';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The account or the password is not right. Check both, or ask an administrator for a sign-in link.');
  }
}

/** Said of any account, whether there is one of that name or not. */
export class TooManyAttempts extends DomainError {
  readonly code = 'too-many-attempts';
  readonly kind = 'too-many';

  constructor(secondsLeft: number) {
    super(
      `Too many wrong attempts to sign in were made from here. Try again in ${secondsLeft} s, or ask an administrator for a sign-in link.`,
      { secondsLeft },
    );
  }
}

/** Whoever made the link could use it himself, and its account moves money (O3). */
export class SignInLinkWaits extends DomainError {
  readonly code = 'sign-in-link-waits';
  readonly kind = 'unauthenticated';

  constructor(account: string) {
    super(
      `The sign-in link of "${account}" waits for a second person; let another administrator or the general manager confirm it, then use it again.`,
      { account },
    );
  }
}

/** The password or the link was right; the account asks for a code as well. */
export class SecondFactorNeeded extends DomainError {
  readonly code = 'second-factor-needed';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This account asks for a code as well. Type the six digits that your authenticator application shows now.');
  }
}

export class WrongSecondFactor extends DomainError {
  readonly code = 'wrong-second-factor';
  readonly kind = 'unauthenticated';

  constructor() {
    super(
      'The code is not right, or was used already. Wait for the next one, check the clock of your phone, or use a recovery code.',
    );
  }
}

/** The policy asks people of this role for a second factor. */
export class SecondFactorDue extends DomainError {
  readonly code = 'second-factor-due';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'Your role moves money, and asks for a second factor. Set it up on the page of your account; then everything else opens.',
    );
  }
}

export class SecondFactorOff extends DomainError {
  readonly code = 'second-factor-off';
  readonly kind = 'conflict';

  constructor() {
    super('This account has no second factor, and none is being set up. Begin with setting one up.');
  }
}

export class SecondFactorOn extends DomainError {
  readonly code = 'second-factor-on';
  readonly kind = 'conflict';

  constructor() {
    super('This account has a second factor already. Remove it first, with a code of it, to set up another.');
  }
}

/** What changes who may come in is for somebody who has just shown who they are. */
export class SignInTooLongAgo extends DomainError {
  readonly code = 'sign-in-too-long-ago';
  readonly kind = 'forbidden';

  constructor() {
    super('You signed in too long ago to do this without your password. Sign out, sign in again, and do it then.');
  }
}

/** There is no password by which to sign in again: whoever signs out is out. */
export class FirstPasswordTooLate extends DomainError {
  readonly code = 'first-password-too-late';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'You signed in by a link too long ago to do this, and have no password yet. Ask an administrator for another link, and set a password ' +
        'within 15 minutes of using it; you stay signed in here until then.',
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
