import { DomainError } from '@rotables/domain-kernel';

export class PolicyAlreadySet extends DomainError {
  readonly code = 'allocation-policy-already-set';
  readonly kind = 'conflict';

  constructor(effectiveOn: string) {
    super(
      `An allocation policy takes effect on ${effectiveOn} already, and policies are not edited; choose another effectiveOn.`,
      {
        effectiveOn,
      },
    );
  }
}

export class NoPolicyInEffect extends DomainError {
  readonly code = 'no-allocation-policy';
  readonly kind = 'refused';

  constructor(day: string) {
    super(`No allocation policy is in effect on ${day}; set one with an earlier effectiveOn.`, { day });
  }
}

export class PolicyInThePast extends DomainError {
  readonly code = 'policy-in-the-past';
  readonly kind = 'refused';

  constructor(effectiveOn: string, today: string) {
    super(
      `effectiveOn is ${effectiveOn}, but what was decided up to ${today} stays decided; let the policy take effect today or later.`,
      { effectiveOn, today },
    );
  }
}
