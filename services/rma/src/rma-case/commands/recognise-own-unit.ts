import { Injectable } from '@nestjs/common';
import { parseSerial } from '@rotables/domain-kernel';
import { recogniseCustomersUnit, recogniseOwnUnit } from '../case-outcome.js';
import { RmaCases } from '../rma-case.repository.js';

/** Command: the pool tells of a unit that it owns, and a case of it may be open as a customer's (S13). */
@Injectable()
export class RecogniseOwnUnit {
  constructor(private readonly cases: RmaCases) {}

  async execute(serial: string, movedAt: Date): Promise<void> {
    const open = await this.cases.findOpenBySerial(parseSerial(serial));
    if (open) await this.cases.save(recogniseOwnUnit(open, movedAt));
  }

  /** What the pool took for its own is not, and a case of it may be open as the company's (S9). */
  async takeBack(serial: string, movedAt: Date): Promise<void> {
    const open = await this.cases.findOpenBySerial(parseSerial(serial));
    if (open) await this.cases.save(recogniseCustomersUnit(open, movedAt));
  }
}
