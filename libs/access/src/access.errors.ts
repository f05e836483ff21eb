import { DomainError } from '@rotables/domain-kernel';
import type { Role } from '@rotables/domain-kernel';

const howToGetOne =
  'sign in at the console, or get one with "npm run token -- --role <role> --city <city>", and send it as "Authorization: Bearer <token>"';

/** A route that needs a role was called without a token. */
export class TokenMissing extends DomainError {
  readonly code = 'token-missing';
  readonly kind = 'unauthenticated';

  constructor(found: string) {
    super(`The header Authorization ${found}; ${howToGetOne}.`);
  }
}

/** The token is not one of ours, or says something that a token of ours never says. */
export class TokenInvalid extends DomainError {
  readonly code = 'token-invalid';
  readonly kind = 'unauthenticated';

  constructor(reason: string) {
    super(`The token was refused: ${reason}; ${howToGetOne}.`, { reason });
  }
}

/** The token was good once. */
export class TokenExpired extends DomainError {
  readonly code = 'token-expired';
  readonly kind = 'unauthenticated';

  constructor(subject: string, expiredAt: Date) {
    super(`The token of ${subject} expired at ${expiredAt.toISOString()}; ${howToGetOne}.`, {
      subject,
      expiredAt: expiredAt.toISOString(),
    });
  }
}

/** The token is good, and its bearer may not do this. */
export class RoleMissing extends DomainError {
  readonly code = 'role-missing';
  readonly kind = 'forbidden';

  constructor(route: string, needed: readonly Role[], held: readonly Role[]) {
    super(
      `${route} needs one of the roles ${needed.join(', ')}; the token has ${held.join(', ')}. ` +
        'Ask an administrator for the role, or let someone who has it do this.',
      { route, needed, held },
    );
  }
}

/** O3: the auditor reads everything and changes nothing. */
export class AuditorChangesNothing extends DomainError {
  readonly code = 'auditor-changes-nothing';
  readonly kind = 'forbidden';

  constructor(route: string, needed: readonly Role[]) {
    super(`${route} changes something, and an auditor only reads; it needs one of the roles ${needed.join(', ')}.`, {
      route,
      needed,
    });
  }
}
