import { DomainError } from '@rotables/domain-kernel';

export class InstalledBaseWouldBeNegative extends DomainError {
  readonly code = 'installed-base-would-be-negative';
  readonly kind = 'conflict';

  constructor(city: string, model: string, installed: number, delta: number) {
    super(
      `${city} has ${installed} units of ${model} installed, so ${-delta} cannot leave. Check the serial's city and model.`,
      {
        city,
        model,
        installed,
        delta,
      },
    );
  }
}
