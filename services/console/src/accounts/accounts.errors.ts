import { DomainError } from '@rotables/domain-kernel';

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
