import { Injectable } from '@nestjs/common';
import { PendingCharges } from '../charge.repository.js';
import { PostCharge } from './post-charge.js';

/** Command: claims that waited are assessed again, now that something more is known. */
@Injectable()
export class PostPendingCharges {
  constructor(
    private readonly pending: PendingCharges,
    private readonly postCharge: PostCharge,
  ) {}

  async ofFault(faultNumber: string): Promise<void> {
    for (const claim of await this.pending.ofFault(faultNumber)) await this.postCharge.execute(claim);
  }

  async withoutPrice(): Promise<void> {
    for (const claim of await this.pending.withoutPrice()) await this.postCharge.execute(claim);
  }
}
