import { Injectable } from '@nestjs/common';
import { Clock, statedInstant } from '@rotables/domain-kernel';

/** When something happened, as the one who reports it says. */
@Injectable()
export class BusinessTime {
  constructor(private readonly clock: Clock) {}

  /** When the system hears of what is being told. */
  now(): Date {
    return this.clock.now();
  }

  /** The instant stated in `field`, or now. Throws InvalidInput for what is no instant, or lies ahead. */
  stated(field: string, value: string | undefined): Date {
    return statedInstant(value, field, this.clock.now());
  }
}
