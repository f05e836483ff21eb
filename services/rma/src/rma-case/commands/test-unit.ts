import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { testUnit } from '../case-workshop.js';
import type { RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface TestUnitCommand {
  readonly faultNumber: string;
  readonly passed: boolean;
  readonly measured: string;
  readonly testedAt: string | undefined;
}

/** Command: a test with a recorded result (R7). */
@Injectable()
export class TestUnit {
  constructor(
    private readonly cases: RmaCases,
    private readonly time: BusinessTime,
  ) {}

  async execute({ faultNumber, passed, measured, ...command }: TestUnitCommand, by: Session): Promise<RmaCase> {
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    const testedAt = this.time.stated('testedAt', command.testedAt);
    return this.cases.save(testUnit(rmaCase, { passed, measured, testedAt, testedBy: by.actor }));
  }
}
