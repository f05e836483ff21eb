import { Controller } from '@nestjs/common';
import { OnEvent } from '@rotables/event-bus';
import { scrapExecutedV1, type ScrapExecuted } from '@rotables/contracts';
import { EndCoverage } from '../commands/end-coverage.js';

@Controller()
export class OnScrapExecuted {
  constructor(private readonly endCoverage: EndCoverage) {}

  @OnEvent(scrapExecutedV1)
  async handle({ serial, faultNumber, scrapNumber, executedAt }: ScrapExecuted): Promise<void> {
    const facts = { reason: 'scrapped', replacedBy: null, faultNumber, endedAt: new Date(executedAt) } as const;
    await this.endCoverage.execute(serial, facts, scrapNumber);
  }
}
