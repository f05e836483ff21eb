import { DomainError } from '@rotables/domain-kernel';

export class WarrantyPlanExists extends DomainError {
  readonly code = 'warranty-plan-exists';
  readonly kind = 'conflict';

  constructor(plan: string) {
    super(
      `The warranty plan ${plan} is defined already and its terms never change; define other terms under another code.`,
      { plan },
    );
  }
}

export class WarrantyPlanNotFound extends DomainError {
  readonly code = 'warranty-plan-not-found';
  readonly kind = 'not-found';

  constructor(plan: string) {
    super(`There is no warranty plan ${plan}; GET /v1/warranty-plans lists them.`, { plan });
  }
}
