import { Injectable } from '@nestjs/common';
import { releaseReservation, type Release } from '../reservation.js';
import { RmaCases } from '../rma-case.repository.js';

/** Command: what the case was reserved for does not come about (R8). */
@Injectable()
export class ReleaseReservation {
  constructor(private readonly cases: RmaCases) {}

  async execute(faultNumber: string, release: Release): Promise<void> {
    const rmaCase = await this.cases.find(faultNumber);
    if (rmaCase) await this.cases.save(releaseReservation(rmaCase, release));
  }
}
