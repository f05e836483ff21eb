import { DomainError, type Role } from '@rotables/domain-kernel';

export class AccountExists extends DomainError {
  readonly code = 'account-exists';
  readonly kind = 'conflict';

  constructor(account: string, name: string) {
    super(
      `account is "${account}", which is ${name}'s already, and books name people by it: choose another, or change that one.`,
      { account, name },
    );
  }
}

export class AccountNotFound extends DomainError {
  readonly code = 'account-not-found';
  readonly kind = 'not-found';

  constructor(account: string) {
    super(`There is no account "${account}".`, { account });
  }
}

export class AccountDisabled extends DomainError {
  readonly code = 'account-disabled';
  readonly kind = 'conflict';

  constructor(account: string) {
    super(`The account "${account}" is disabled, so nothing lets it in; enable it first.`, { account });
  }
}

export class AccountEnabled extends DomainError {
  readonly code = 'account-enabled';
  readonly kind = 'conflict';

  constructor(account: string) {
    super(`The account "${account}" is enabled already.`, { account });
  }
}

export class LastAdministrator extends DomainError {
  readonly code = 'last-administrator';
  readonly kind = 'conflict';

  constructor(account: string) {
    super(
      `"${account}" is the last administrator; without one, nobody could let others in. Make somebody else administrator first.`,
      { account },
    );
  }
}

/** Without a second one nobody could be let in again who moves money. */
export class LastWhoConfirms extends DomainError {
  readonly code = 'last-who-confirms';
  readonly kind = 'conflict';

  constructor(account: string, other: string) {
    super(
      `"${account}" and "${other}" are the only ones who can confirm each other's grants (O3); let another administrator or general manager in ` +
        'first. Until then a reset of the password keeps the person out.',
      { account, other },
    );
  }
}

export class OwnAccount extends DomainError {
  readonly code = 'own-account';
  readonly kind = 'forbidden';

  constructor(account: string) {
    super(
      `"${account}" is your own account, and nobody changes his own roles, cities or department (O3); let another administrator do it.`,
      { account },
    );
  }
}

export class RolesNotTogether extends DomainError {
  readonly code = 'roles-not-together';
  readonly kind = 'refused';

  constructor(one: Role, other: Role, reason: string) {
    super(
      `roles has ${one} and ${other}, which one person must not hold together (O3): ${reason}. Give one of them to somebody else.`,
      { one, other },
    );
  }
}

/** What waits is decided first: a second change would be confirmed unseen, or undone by the first. */
export class AccountChangePending extends DomainError {
  readonly code = 'account-change-pending';
  readonly kind = 'conflict';

  constructor(account: string, proposedBy: string) {
    super(
      `A change of "${account}" that ${proposedBy} proposed waits for a second person; let it be confirmed or refused first.`,
      { account, proposedBy },
    );
  }
}

export class AccountProposalNotFound extends DomainError {
  readonly code = 'account-proposal-not-found';
  readonly kind = 'not-found';

  constructor(id: string) {
    super(`There is no proposed change ${id} of an account.`, { id });
  }
}

export class AccountProposalDecided extends DomainError {
  readonly code = 'account-proposal-decided';
  readonly kind = 'conflict';

  constructor(account: string, state: string) {
    super(`The proposed change of "${account}" is ${state} already.`, { account, state });
  }
}

export class GrantNeedsAnotherPerson extends DomainError {
  readonly code = 'grant-needs-another-person';
  readonly kind = 'forbidden';

  constructor(account: string, proposedBy: string) {
    super(
      `The change of "${account}" was proposed by ${proposedBy}; somebody must confirm it who neither proposed it nor is the one it is about ` +
        '(O3): another administrator or the general manager.',
      { account, proposedBy },
    );
  }
}

export class AccountWithoutRole extends DomainError {
  readonly code = 'account-without-role';
  readonly kind = 'conflict';

  constructor(account: string) {
    super(`"${account}" has no role, so it could do nothing; give it one first.`, { account });
  }
}
